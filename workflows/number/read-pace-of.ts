import { isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import { stepFailure } from '../step-failure.ts';
import type { NumberCarried } from './carried.ts';

const settings = proxyActivities<Pick<Activities, 'readPace'>>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumAttempts: 3 },
});

/** A change of the settings, or of what the gateway allows, counts after this long. */
const KEEP_MS = 15 * 60_000;
const AGAIN_MS = 60_000;

/** Reads how fast the number may work. While that fails, the old pace counts; without one, nothing is granted. */
export async function readPaceOf(instanceId: string, carried: NumberCarried): Promise<void> {
  try {
    carried.pace = await settings.readPace.executeWithOptions({ summary: 'How fast may it work?' }, [{ instanceId }]);
    carried.paceDueAtMs = Date.now() + KEEP_MS;
    carried.paceFault = undefined;
  } catch (error) {
    if (isCancellation(error)) throw error;
    carried.paceFault = stepFailure(error).message;
    carried.paceDueAtMs = Date.now() + AGAIN_MS;
  }
}
