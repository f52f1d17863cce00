import { WorkflowFailedError } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { Receipt } from '../activities/receipt.ts';
import { interruptedExit, latestRun, noSuchExit, statusOf, type AttachedExit } from './attached-exit.ts';
import { readStoredReceipt } from './stored-receipt.ts';
import { askTemporal, rootCause } from './temporal-errors.ts';

/**
 * The receipt of an exit: from Temporal, or from the worker's database where Temporal has forgotten the exit.
 * @param wait whether to wait for its end; otherwise a running exit has none
 * @throws {ExitInterrupted} {@link NoSuchExit} {@link NoWorker}
 */
export async function receiptOf(exit: AttachedExit, wait: boolean): Promise<Receipt | undefined> {
  try {
    if (!wait && (await statusOf(exit)).is === 'running') return undefined;
    return await askTemporal(() => exit.workflow.result());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return rememberedReceipt(exit);
    if (error instanceof WorkflowFailedError) return laterReceipt(exit, wait, error);
    throw error;
  }
}

async function rememberedReceipt({ client, taskQueue, group }: AttachedExit): Promise<Receipt> {
  const receipt = await readStoredReceipt(client, taskQueue, group);
  if (receipt) return receipt;
  throw noSuchExit(group);
}

/** Another run may have taken over since: after a reset, or of an exit that was started again. */
async function laterReceipt(
  exit: AttachedExit,
  wait: boolean,
  failure: WorkflowFailedError,
): Promise<Receipt | undefined> {
  const latest = { ...exit, workflow: latestRun(exit.client, exit.group) };
  if ((await statusOf(latest)).is !== 'broken') return receiptOf(latest, wait);
  throw interruptedExit(exit.group, rootCause(failure).message, failure);
}
