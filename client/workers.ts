import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { askTemporal, noWorker } from './temporal-errors.ts';

/** `TASK_QUEUE_TYPE_WORKFLOW` of Temporal's API. */
const WORKFLOWS = 1;
/** One that has just started shows after its first poll. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 250;

/**
 * How many workers asked for work in the last minutes, as Temporal remembers.
 * @throws {TemporalUnavailable} {@link TemporalNotReady}
 */
export async function countWorkers(client: Client, taskQueue: string): Promise<number> {
  const { namespace } = client.options;
  const request = { namespace, taskQueue: { name: taskQueue }, taskQueueType: WORKFLOWS };
  const { pollers } = await askTemporal(() => client.workflowService.describeTaskQueue(request));
  return pollers.length;
}

/**
 * Makes sure that somebody is there, so that nobody waits for an answer that can't come.
 * @throws {NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
 */
export async function ensureWorker(client: Client, taskQueue: string): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while ((await countWorkers(client, taskQueue)) === 0) {
    if (Date.now() > giveUpAt) throw noWorker();
    await pause(PAUSE_MS);
  }
}
