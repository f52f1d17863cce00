import { progressQuery, type ExitProgress } from '../workflows/messages.ts';
import { askExit, interruptedExit, statusOf, type AttachedExit } from './attached-exit.ts';
import { TemporalUnavailable } from './errors.ts';
import { noWorker } from './temporal-errors.ts';

/** A query is answered at once where a worker is there. */
const TIMEOUT_MS = 10_000;
/** Temporal itself answers sooner. */
const SERVER_TIMEOUT_MS = 3_000;

/**
 * Asks the exit where it stands.
 * @throws {ExitInterrupted} {@link NoSuchExit} {@link NoWorker} {@link TemporalUnavailable}
 */
export async function progressOf(exit: AttachedExit): Promise<ExitProgress> {
  const progress = await query(exit);
  if (progress.receipt) return progress;
  // A workflow that was terminated still answers, as if it went on.
  const status = await askExit(exit, () =>
    exit.client.withDeadline(Date.now() + SERVER_TIMEOUT_MS, () => statusOf(exit)),
  );
  if (status.is === 'broken') throw interruptedExit(exit.group, status.how);
  return progress;
}

async function query(exit: AttachedExit): Promise<ExitProgress> {
  const { client, workflow } = exit;
  try {
    return await askExit(exit, () => client.withDeadline(Date.now() + TIMEOUT_MS, () => workflow.query(progressQuery)));
  } catch (error) {
    if (!(error instanceof TemporalUnavailable)) throw error;
    // Temporal passes a query on and waits: silence is the worker's, if Temporal itself answers.
    await askExit(exit, () => client.withDeadline(Date.now() + SERVER_TIMEOUT_MS, () => workflow.describe()));
    throw noWorker(error);
  }
}
