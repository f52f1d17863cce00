import { CancellationScope, condition } from '@temporalio/workflow';
import { leftOvers } from './activity-proxies.ts';
import type { Lane } from './lane.ts';

/**
 * Waits for the exits that the lane has gone on without: on hold, begun by others, lost with a crash.
 * @returns `look-again` where there may be open items
 */
export async function settleLeftOvers(lane: Lane): Promise<'settled' | 'look-again'> {
  const { resignationId, planId, instanceId } = lane.input;
  const { news } = lane;
  const heard = (): boolean => lane.news !== news || (lane.paused && !lane.cancelled);
  const scope = new CancellationScope();
  const summary = 'Wait for exits on hold and for those of others';
  const looked = scope
    .run(() => leftOvers.settleLeftOvers.executeWithOptions({ summary }, [{ resignationId, planId, instanceId }]))
    .then(({ reopened }) => reopened > 0 && !lane.cancelled);
  const first = await Promise.race([looked, condition(heard).then(() => 'heard' as const)]);
  if (first === 'heard') {
    scope.cancel();
    await looked.catch(() => 'looked at again in a moment');
    return 'look-again';
  }
  return first || heard() ? 'look-again' : 'settled';
}
