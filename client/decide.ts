import { WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { decideUpdate, type Decision, type Hold } from '../workflows/messages.ts';
import { askExit, type AttachedExit } from './attached-exit.ts';
import { DecisionRefused, ExitOver } from './errors.ts';
import { noWorker } from './temporal-errors.ts';

/** Appointing somebody reads the group first, with some patience for its gateway. */
const TIMEOUT_MS = 120_000;

/**
 * Hands a decision to the exit, and waits until it has taken it.
 * @throws {DecisionRefused} {@link NoSuchExit} {@link NoWorker}
 */
export async function decide(exit: AttachedExit, decision: Decision): Promise<Hold> {
  const { client, workflow } = exit;
  const update = () => workflow.executeUpdate(decideUpdate, { args: [decision] });
  try {
    return await askExit(exit, () => client.withDeadline(Date.now() + TIMEOUT_MS, update));
  } catch (error) {
    throw whyNotTaken(error);
  }
}

function whyNotTaken(error: unknown): unknown {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return noWorker(error);
  if (error instanceof WorkflowUpdateFailedError) {
    const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
    return new DecisionRefused(type ?? 'NotHeld', error.cause?.message ?? error.message, { cause: error });
  }
  if (!(error instanceof ExitOver)) return error;
  // Somebody else's decision may have ended it a moment ago.
  return new DecisionRefused('NotHeld', `${error.message} Its hold was decided already, if there was one.`, {
    cause: error,
  });
}
