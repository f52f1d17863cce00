import type { Client, WorkflowHandle } from '@temporalio/client';
import type { QueryDefinition } from '@temporalio/common';
import { TemporalUnavailable } from './errors.ts';
import { askTemporal, noWorker } from './temporal-errors.ts';
import { countWorkers } from './workers.ts';

/** A query is answered at once where a worker is there and has time for it. */
const TIMEOUT_MS = 10_000;
/** A busy worker reads a history anew before it answers, and may need more than one query for it. */
const MOST_QUERIES = 3;
/** Temporal itself answers sooner. */
export const SERVER_TIMEOUT_MS = 5_000;

/**
 * Asks a workflow where it stands: where a worker is busy, up to three times, which takes 45 s at most.
 * @throws {NoWorker} {@link TemporalUnavailable}
 */
export async function queryInTime<T>(
  { client, taskQueue, workflow }: { client: Client; taskQueue: string; workflow: Pick<WorkflowHandle, 'query'> },
  query: QueryDefinition<T>,
): Promise<T> {
  for (let queries = 1; ; queries++) {
    try {
      return await askTemporal(() => client.withDeadline(Date.now() + TIMEOUT_MS, () => workflow.query(query)));
    } catch (error) {
      if (!(error instanceof TemporalUnavailable)) throw error;
      // Temporal passes a query on and waits: silence is the worker's, if Temporal itself answers.
      const workers = await client.withDeadline(Date.now() + SERVER_TIMEOUT_MS, () => countWorkers(client, taskQueue));
      if (workers === 0 || queries === MOST_QUERIES) throw noWorker(error);
    }
  }
}
