import { Context } from '@temporalio/activity';
import type { Resignations, UnsettledItem } from '../plans/resignations.ts';

/** Temporal answers more at once, but others want answers too. */
const AT_ONCE = 10;

/** Does something for every item under way, a few at a time, and heartbeats. */
export async function eachUnsettled(
  resignations: Resignations,
  { planId, instanceId }: { planId: string; instanceId?: string },
  work: (item: UnsettledItem) => Promise<void>,
): Promise<void> {
  for (let after: UnsettledItem | undefined; ;) {
    const items = await resignations.unsettled(planId, instanceId, after);
    for (let first = 0; first < items.length; first += AT_ONCE) {
      await Promise.all(items.slice(first, first + AT_ONCE).map(work));
      Context.current().heartbeat();
    }
    after = items.at(-1);
    if (after === undefined) return;
  }
}
