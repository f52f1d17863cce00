import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ResignationActivities } from '../../activities/resignations/index.ts';

/** Rows are ours and quick. A few attempts only: retried for long, they would hold a workflow task where nobody sees it. */
export const rows = proxyLocalActivities<
  Pick<ResignationActivities, 'takeItem' | 'joinItem' | 'readProgress' | 'reportPage' | 'holdsPage'>
>({
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '2 seconds', maximumAttempts: 3 },
});

/** Seldom, and to be seen in the UI while a database is away: tried until they work. */
export const orders = proxyActivities<
  Pick<
    ResignationActivities,
    'openResignation' | 'readPlan' | 'approvePlan' | 'enterState' | 'skipItem' | 'cancelOpenItems' | 'retryFailedItems'
  >
>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '1 minute' },
});

/** Over all exits under way, a few at a time. */
export const rounds = proxyActivities<Pick<ResignationActivities, 'orderExits' | 'whoMoves'>>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '1 minute' },
});

/** Fails benignly while exits still run, so it waits without a trace in the history. */
export const leftOvers = proxyActivities<Pick<ResignationActivities, 'settleLeftOvers'>>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '1 minute',
  // An order ends the wait at once.
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '10 minutes' },
});
