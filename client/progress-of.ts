import { progressQuery, type ExitProgress } from '../workflows/messages.ts';
import { askExit, type AttachedExit } from './attached-exit.ts';
import { TemporalUnavailable } from './errors.ts';
import { noWorker } from './temporal-errors.ts';

/** A query is answered at once where a worker is there. */
const TIMEOUT_MS = 10_000;

/**
 * Asks the exit where it stands.
 * @throws {NoSuchExit} {@link NoWorker} {@link TemporalUnavailable}
 */
export async function progressOf(exit: AttachedExit): Promise<ExitProgress> {
  const { client, workflow } = exit;
  const inTime = <T>(ask: () => Promise<T>) => client.withDeadline(Date.now() + TIMEOUT_MS, ask);
  try {
    return await askExit(exit, () => inTime(() => workflow.query(progressQuery)));
  } catch (error) {
    if (!(error instanceof TemporalUnavailable)) throw error;
    // Temporal passes a query on and waits: silence is the worker's, if Temporal itself answers.
    await askExit(exit, () => inTime(() => workflow.describe()));
    throw noWorker(error);
  }
}
