import { sleep } from '@temporalio/workflow';
import { stepFailure } from '../step-failure.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;

/** Tries a row until it works. The waits are the workflow's, where people see them. */
export async function persistently<T>(run: () => Promise<T>): Promise<T> {
  for (let waits = 0; ; waits++) {
    try {
      return await run();
    } catch (error) {
      const summary = `The books are away: ${stepFailure(error).message}`.slice(0, 200);
      await sleep(Math.min(FIRST_WAIT_MS * 2 ** waits, LONGEST_WAIT_MS), { summary });
    }
  }
}
