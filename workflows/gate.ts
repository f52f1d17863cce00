import { condition } from '@temporalio/workflow';
import type { Exit } from './exit.ts';
import { cancelled } from './exit-stopped.ts';
import { giveBackTurn } from './turns.ts';

/**
 * Between two steps: here a pause holds and a cancel ends the exit, up to the point of no return.
 * @throws ExitStopped when a cancel was asked for
 */
export async function gate(exit: Exit): Promise<void> {
  if (!exit.interrupted) return;
  if (!exit.cancelRequested) {
    exit.waitFor('paused by a person; the signal `resume` goes on');
    await giveBackTurn(exit);
    await condition(() => !exit.paused || exit.cancelRequested);
    exit.waitFor(undefined);
  }
  if (exit.cancelRequested) throw cancelled();
}
