import { WorkflowFailedError } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { Receipt } from '../activities/receipt.ts';
import { latestRun, noSuchExit, type AttachedExit } from './attached-exit.ts';
import { ExitInterrupted } from './errors.ts';
import { readStoredReceipt } from './stored-receipt.ts';
import { askTemporal, rootCause } from './temporal-errors.ts';

/**
 * The receipt of an exit: from Temporal, or from the worker's database where Temporal has forgotten the exit.
 * @param wait whether to wait for its end; otherwise a running exit has none
 * @throws {ExitInterrupted} {@link NoSuchExit} {@link NoWorker}
 */
export async function receiptOf(exit: AttachedExit, wait: boolean): Promise<Receipt | undefined> {
  try {
    if (!wait && (await statusOf(exit)) === 'running') return undefined;
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
  if ((await statusOf(latest)) !== 'broken') return receiptOf(latest, wait);
  const why = rootCause(failure).message;
  throw new ExitInterrupted(
    `The exit of ${exit.group.instanceId} from ${exit.group.groupId} ended without a receipt (${why}). Start it again: it goes on where it was, and the group hears no second goodbye.`,
    { cause: failure },
  );
}

async function statusOf({ workflow }: AttachedExit): Promise<'running' | 'completed' | 'broken'> {
  const { status } = await askTemporal(() => workflow.describe());
  if (status.name === 'RUNNING' || status.name === 'PAUSED') return 'running';
  return status.name === 'COMPLETED' ? 'completed' : 'broken';
}
