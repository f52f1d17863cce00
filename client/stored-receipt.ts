import type { Client } from '@temporalio/client';
import type { Receipt } from '../activities/receipt.ts';
import type { storedReceipt } from '../workflows/stored-receipt.ts';
import { readBooks } from './read-books.ts';
import { receiptWorkflowId, type GroupKey } from './workflow-ids.ts';

/**
 * The newest receipt of a group from the worker's database, where receipts outlive Temporal's retention.
 * @throws {NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
 */
export function readStoredReceipt(client: Client, taskQueue: string, group: GroupKey): Promise<Receipt | null> {
  const { instanceId, groupId } = group;
  return readBooks({ client, taskQueue }, (workflows, how) =>
    workflows.execute<typeof storedReceipt>('storedReceipt', {
      ...how,
      workflowId: receiptWorkflowId(group),
      args: [{ instanceId, groupId }],
      staticSummary: `Read the receipt of **${groupId}**`,
    }),
  );
}
