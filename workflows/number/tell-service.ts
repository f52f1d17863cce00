import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import type { NumberCarried } from './carried.ts';
import { standstillText } from './standstill-text.ts';

/** Tried until it works: while the books are away, exits could do nothing with a turn. */
const service = proxyActivities<Pick<Activities, 'tellNumber'>>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** Offers the service of whoever runs this the news that the number stands still, or goes on. */
export async function tellService(instanceId: string, carried: NumberCarried): Promise<void> {
  if (!isNews(carried)) return;
  const { toldService } = carried;
  const state = stateOf(carried);
  carried.toldService = state;
  const standstill = carried.pause ?? carried.restriction;
  if (standstill === undefined) {
    const once = `${instanceId}/${toldService}/over`;
    await service.tellNumber({ type: 'number.resumed', data: { instanceId }, once });
    return;
  }
  const { untilMs, sinceMs } = standstill;
  const data = {
    instanceId,
    reason: standstillText(carried) ?? '',
    code: carried.pause ? null : (carried.restriction?.code ?? null),
    until: untilMs === undefined ? null : new Date(untilMs).toISOString(),
  };
  await service.tellNumber({ type: 'number.paused', data, once: `${instanceId}/${state}/${sinceMs}` });
}

/** Whether the service knows less than it should. */
export function isNews(carried: NumberCarried): boolean {
  return stateOf(carried) !== carried.toldService;
}

/** Told anew where another restriction, or another end of it, is known; not for each failure that it causes. */
function stateOf({ pause, restriction }: NumberCarried): string | undefined {
  if (pause) return `pause/${pause.sinceMs}`;
  return restriction && `restriction/${restriction.code}/${restriction.untilMs ?? ''}`;
}
