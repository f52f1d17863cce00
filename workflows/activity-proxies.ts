import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

/** A dead worker is noticed after this long; activities heartbeat every 3 s. */
const heartbeatTimeout = '15 seconds';
/** Longer than any attempt: several gateway calls, each with its own deadline. */
const startToCloseTimeout = '5 minutes';

/** Readings change nothing: soon again, then every minute. */
export const readings = proxyActivities<
  Pick<Activities, 'preFlight' | 'previewGroup' | 'checkSuccessor' | 'readWhetherOut'>
>({
  startToCloseTimeout,
  heartbeatTimeout,
  // Some attempts and no more: "unclear" and "not in the group" are for a person after that.
  retry: { initialInterval: '2 seconds', maximumInterval: '1 minute', maximumAttempts: 6 },
});

/** Admin work reads before it writes, so a repetition changes nothing; but refused admin commands get numbers banned: few attempts. */
export const adminWork = proxyActivities<
  Pick<Activities, 'saveInviteCode' | 'setClosingDescription' | 'promoteSuccessor'>
>({
  startToCloseTimeout,
  heartbeatTimeout,
  retry: { initialInterval: '3 seconds', maximumInterval: '1 minute', maximumAttempts: 5 },
});

/**
 * Effects are claimed in the books, so any number of attempts makes one. A second one where the first died with its worker; what
 * is in doubt after that is waited out in the workflow, where people see why.
 */
export const effects = proxyActivities<Pick<Activities, 'sayGoodbye' | 'leaveGroup'>>({
  startToCloseTimeout,
  heartbeatTimeout,
  scheduleToCloseTimeout: '24 hours',
  // A webhook may prove the departure while its answer is lost.
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '2 seconds', maximumInterval: '10 minutes', maximumAttempts: 2 },
});

/** Proof that a webhook did not bring: growing intervals, since lists lag behind and asking often gets numbers restricted. */
export const confirmation = proxyActivities<Pick<Activities, 'confirmDeparture'>>({
  startToCloseTimeout,
  heartbeatTimeout,
  scheduleToCloseTimeout: '24 hours',
  // A webhook that comes meanwhile ends the readings at once.
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '15 seconds', backoffCoefficient: 2, maximumInterval: '30 minutes' },
});
