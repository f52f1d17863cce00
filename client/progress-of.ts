import { progressQuery, type ExitProgress } from '../workflows/messages.ts';
import { askExit, interruptedExit, statusOf, type AttachedExit } from './attached-exit.ts';
import { queryInTime, SERVER_TIMEOUT_MS } from './query-in-time.ts';

/**
 * Asks the exit where it stands: where a worker is busy, up to three times, which takes 50 s at most.
 * @throws {ExitInterrupted} {@link NoSuchExit} {@link NoWorker} {@link TemporalUnavailable}
 */
export async function progressOf(exit: AttachedExit): Promise<ExitProgress> {
  const progress = await askExit(exit, () => queryInTime(exit, progressQuery));
  if (progress.receipt) return progress;
  // A workflow that was terminated still answers, as if it went on.
  const status = await askExit(exit, () =>
    exit.client.withDeadline(Date.now() + SERVER_TIMEOUT_MS, () => statusOf(exit)),
  );
  if (status.is === 'broken') throw interruptedExit(exit.group, status.how);
  return progress;
}
