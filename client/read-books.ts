import { WorkflowFailedError, type Client } from '@temporalio/client';
import { TimeoutFailure } from '@temporalio/common';
import { askTemporal, noWorker } from './temporal-errors.ts';
import { ensureWorker } from './workers.ts';

/** Where the client asks. */
export interface Asked {
  client: Client;
  taskQueue: string;
}

/** Whoever asks for the same at the same time shares one reading. Rows are read at once, unless no database is there. */
const options = { workflowIdConflictPolicy: 'USE_EXISTING', workflowExecutionTimeout: '20 seconds' } as const;

/**
 * Reads the worker's database by a short workflow, for clients that have none.
 * @throws {NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
 */
export async function readBooks<Rows>(
  { client, taskQueue }: Asked,
  execute: (workflows: Client['workflow'], how: typeof options & { taskQueue: string }) => Promise<Rows>,
): Promise<Rows> {
  await ensureWorker(client, taskQueue);
  try {
    return await askTemporal(() => execute(client.workflow, { ...options, taskQueue }));
  } catch (error) {
    if (error instanceof WorkflowFailedError && error.cause instanceof TimeoutFailure) throw noWorker(error);
    throw error;
  }
}
