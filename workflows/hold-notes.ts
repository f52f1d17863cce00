import { condition } from '@temporalio/workflow';
import { books, untilDone } from './books.ts';
import type { Exit } from './exit.ts';
import type { Hold } from './messages.ts';
import { stepFailure } from './step-failure.ts';
import { tellLane } from './tell-lane.ts';

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 600_000;

/** The lane goes on without this exit, and the hold is found without Temporal. Ends when both know, or the hold is over. */
export async function tellOfHold(exit: Exit, hold: Hold): Promise<void> {
  if (exit.input.version === undefined) return;
  await tellLane(exit);
  const { kind, question, since } = hold;
  const note = { ...exit.group, exitId: exit.exitId, kind, question, sinceMs: Date.parse(since) };
  for (let waits = 0; exit.hold === hold; waits++) {
    try {
      return await books.noteHold(note);
    } catch (error) {
      // The books are away. A decision does not wait for them.
      stepFailure(error);
      await condition(() => exit.hold !== hold, Math.min(FIRST_WAIT_MS * 2 ** waits, LONGEST_WAIT_MS));
    }
  }
}

/** Nobody has to decide any more. */
export async function forgetHold(exit: Exit): Promise<void> {
  if (exit.input.version === undefined) return;
  await untilDone(exit, 'noting the end of the hold', () => books.dropHold(exit.group));
}
