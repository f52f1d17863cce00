import { setTimeout } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { ensureSearchAttributes } from '../../search-attributes.ts';

const namespace = 'default';
const startTimeoutMs = 60_000;
const answerTimeoutMs = 2_000;
const askEveryMs = 100;

/**
 * Waits until a server answers, then makes its default namespace fit for us.
 *
 * @param end rejects when the server's process ends
 * @throws what `end` rejects with, or what the server last said when it is not ready within a minute
 */
export async function prepareNamespace(address: string, end: Promise<never>): Promise<void> {
  const connection = Connection.lazy({
    address,
    // Without the SDK's own retries: one that waits while the connection is closed takes the whole process down.
    interceptors: [],
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': askEveryMs },
  });
  const over = new AbortController();
  try {
    await Promise.race([end, prepare(connection, over.signal)]);
  } finally {
    over.abort();
    await connection.close();
  }
}

async function prepare(connection: Connection, over: AbortSignal): Promise<void> {
  await untilItAnswers(connection, over);
  await connection.workflowService.updateNamespace({
    namespace,
    // A dev server forgets closed workflows after a day; an exit is looked up weeks later.
    config: { workflowExecutionRetentionTtl: msToTs('90 days') },
  });
  await ensureSearchAttributes(connection, namespace);
}

async function untilItAnswers(connection: Connection, over: AbortSignal): Promise<void> {
  const giveUpAtMs = Date.now() + startTimeoutMs;
  for (;;) {
    try {
      await connection.withDeadline(Date.now() + answerTimeoutMs, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
      return;
    } catch (error) {
      if (over.aborted || Date.now() > giveUpAtMs) throw error;
      await setTimeout(askEveryMs);
    }
  }
}
