import { proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { Exit } from './exit.ts';
import { stepFailure } from './step-failure.ts';
import { waitNotNow } from './wait.ts';

/**
 * Rows and caches are ours and quick, so they are local. A few attempts only: a local activity that is retried for long holds
 * its workflow task, and with it a slot of the worker; and nobody would see why nothing moves.
 */
export const books = proxyLocalActivities<
  Pick<
    Activities,
    | 'markWithdrawn'
    | 'markActive'
    | 'answerToLeave'
    | 'purgeCaches'
    | 'saveReceipt'
    | 'loadReceipt'
    | 'noteHold'
    | 'dropHold'
  >
>({
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '2 seconds', maximumAttempts: 3 },
});

/** Tries until it works, since the group has been left; between the tries it waits visibly. */
export async function untilDone<T>(exit: Exit, what: string, run: () => Promise<T>): Promise<T> {
  for (let waits = 0; ; waits++) {
    try {
      return await run();
    } catch (error) {
      await waitNotNow(exit, `${what} did not work: ${stepFailure(error).message}`, waits);
    }
  }
}
