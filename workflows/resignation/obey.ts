import type { ResignationState } from '../../activities/plans/plan.ts';
import type { Order } from '../../activities/resignations/order-exits.ts';
import { orders, rounds } from './activity-proxies.ts';
import type { ResignationRun } from './run.ts';

const states: Record<Order, ResignationState> = { pause: 'pausing', resume: 'running', cancel: 'cancelling' };

/** Does what people have asked for since the last time. @returns whether there was anything */
export async function obey(run: ResignationRun): Promise<boolean> {
  const hadOrders = run.hasOrders;
  const { planId } = run;
  for (let group = run.nextSkip(); group; group = run.nextSkip()) await orders.skipItem({ planId, ...group });
  await retry(run);
  await passOn(run);
  if (run.state === 'pausing') await lookWhoMoves(run);
  return hadOrders;
}

async function retry(run: ResignationRun): Promise<void> {
  if (!run.retryRequested) return;
  run.retryRequested = false;
  if (!run.isCancelled) await orders.retryFailedItems(run.scope);
}

async function passOn(run: ResignationRun): Promise<void> {
  const { resignationId, wanted: order } = run;
  if (order === run.ordered) return;
  run.ordered = order;
  await enter(run, states[order]);
  if (order === 'cancel') await orders.cancelOpenItems({ planId: run.planId });
  const summary = `Tell lanes and exits: ${order}`;
  await rounds.orderExits.executeWithOptions({ summary }, [{ ...run.scope, resignationId, order }]);
}

/** `paused` is said only once nothing moves any more. */
async function lookWhoMoves(run: ResignationRun): Promise<void> {
  const { moving } = await rounds.whoMoves.executeWithOptions({ summary: 'Does anything move?' }, [run.scope]);
  if (moving === 0 && run.wanted === 'pause') await enter(run, 'paused');
}

/** Writes down how it stands. */
export async function enter(run: ResignationRun, state: ResignationState): Promise<void> {
  const isPause = state === 'pausing' || state === 'paused';
  run.state = state;
  await orders.enterState({ resignationId: run.resignationId, state, ...(isPause ? { paused: run.paused } : {}) });
}
