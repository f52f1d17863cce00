import { WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import {
  approveUpdate,
  resignationWorkflowId,
  retryFailedSignal,
  type ApproveOrder,
} from '../workflows/resignation/messages.ts';
import type { resignation } from '../workflows/resignation/resignation.ts';
import { resignationAttribute } from '../workflows/search-attributes.ts';
import { askResignation } from './ask-resignation.ts';
import { noSuchResignation, type AttachedResignation } from './attached-resignation.ts';
import { plain } from './exit-summary.ts';
import { readResignation } from './resignation-readings.ts';
import { refusalOf } from './start-resignation.ts';
import { askTemporal, noWorker } from './temporal-errors.ts';

const APPROVAL_TIMEOUT_MS = 30_000;

/** Signals it, or starts it again under the same id: the books know what to go on with. @throws {NoSuchResignation} */
export async function retryFailed(one: AttachedResignation): Promise<void> {
  const { client, taskQueue, resignationId } = one;
  if ((await readResignation(one)) === null) throw noSuchResignation(resignationId);
  await askTemporal(() =>
    client.workflow.signalWithStart<typeof resignation, []>('resignation', {
      workflowId: resignationWorkflowId(resignationId),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      taskQueue,
      args: [{ resignationId }],
      signal: retryFailedSignal,
      signalArgs: [],
      staticSummary: `Resignation **${plain(resignationId)}**: once more what failed`,
      typedSearchAttributes: [{ key: resignationAttribute, value: [resignationId] }],
    }),
  );
}

/** @throws {ResignationRefused} {@link ResignationOver} {@link NoSuchResignation} {@link NoWorker} */
export async function approveResignation(one: AttachedResignation, order: ApproveOrder): Promise<void> {
  const deadline = Date.now() + APPROVAL_TIMEOUT_MS;
  try {
    await askResignation(one, (workflow) =>
      one.client.withDeadline(deadline, () => workflow.executeUpdate(approveUpdate, { args: [order] })),
    );
  } catch (error) {
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) throw noWorker(error);
    throw error instanceof WorkflowUpdateFailedError ? refusalOf(error) : error;
  }
}
