import { progressQuery, type ExitProgress } from '../workflows/messages.ts';
import { askExit, interruptedExit, statusOf, type AttachedExit } from './attached-exit.ts';
import { TemporalUnavailable } from './errors.ts';
import { noWorker } from './temporal-errors.ts';
import { countWorkers } from './workers.ts';

/** A query is answered at once where a worker is there and has time for it. */
const TIMEOUT_MS = 10_000;
/** A busy worker reads a history anew before it answers, and may need more than one query for it. */
const MOST_QUERIES = 3;
/** Temporal itself answers sooner. */
const SERVER_TIMEOUT_MS = 5_000;

/**
 * Asks the exit where it stands: where a worker is busy, up to three times, which takes 50 s at most.
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
  const { client, taskQueue, workflow } = exit;
  const ask = () => client.withDeadline(Date.now() + TIMEOUT_MS, () => workflow.query(progressQuery));
  for (let queries = 1; ; queries++) {
    try {
      return await askExit(exit, ask);
    } catch (error) {
      if (!(error instanceof TemporalUnavailable)) throw error;
      // Temporal passes a query on and waits: silence is the worker's, if Temporal itself answers.
      const workers = await client.withDeadline(Date.now() + SERVER_TIMEOUT_MS, () => countWorkers(client, taskQueue));
      if (workers === 0 || queries === MOST_QUERIES) throw noWorker(error);
    }
  }
}
