import { WorkflowFailedError, type Client } from '@temporalio/client';
import { TimeoutFailure } from '@temporalio/common';
import type { Receipt } from '../activities/receipt.ts';
import type { storedReceipt } from '../workflows/stored-receipt.ts';
import { askTemporal, noWorker } from './temporal-errors.ts';
import { ensureWorker } from './workers.ts';
import { receiptWorkflowId, type GroupKey } from './workflow-ids.ts';

/** A row is read at once, unless no worker or no database is there. */
const TIMEOUT = '20 seconds';

/**
 * The newest receipt of a group from the worker's database, where receipts outlive Temporal's retention.
 * @throws {NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
 */
export async function readStoredReceipt(client: Client, taskQueue: string, group: GroupKey): Promise<Receipt | null> {
  await ensureWorker(client, taskQueue);
  const { instanceId, groupId } = group;
  try {
    return await askTemporal(() =>
      client.workflow.execute<typeof storedReceipt>('storedReceipt', {
        workflowId: receiptWorkflowId(group),
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowExecutionTimeout: TIMEOUT,
        taskQueue,
        args: [{ instanceId, groupId }],
        staticSummary: `Read the receipt of **${groupId}**`,
      }),
    );
  } catch (error) {
    if (error instanceof WorkflowFailedError && error.cause instanceof TimeoutFailure) throw noWorker(error);
    throw error;
  }
}
