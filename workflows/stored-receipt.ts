import type { Receipt } from '../activities/receipt.ts';
import { books } from './books.ts';

/** Reads a receipt from the database, for clients that have none: receipts outlive Temporal's retention. */
export function storedReceipt(group: { instanceId: string; groupId: string }): Promise<Receipt | null> {
  return books.loadReceipt(group);
}
