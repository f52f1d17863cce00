import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';

/** A listing of ten thousand groups is a hundred requests. Few attempts: somebody waits for the plan, and can make another. */
export const listings = proxyActivities<Pick<Activities, 'planInstance'>>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '2 seconds', maximumInterval: '1 minute', maximumAttempts: 6 },
});

/** No local ones: of a plan of many groups they write or hash all of its items. */
export const planBooks = proxyActivities<Pick<Activities, 'openPlan' | 'finishPlan'>>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '10 seconds', maximumAttempts: 6 },
});

export const planReadings = proxyLocalActivities<Pick<Activities, 'loadPlan' | 'loadPlanItems'>>({
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '2 seconds', maximumAttempts: 3 },
});
