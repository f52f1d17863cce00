import { randomUUID } from 'node:crypto';
import { WorkflowFailedError, type Client } from '@temporalio/client';
import { TimeoutFailure } from '@temporalio/common';
import type { ExitPreview, exitPreview } from '../workflows/exit-preview.ts';
import type { GroupExitInput } from '../workflows/messages.ts';
import { PreviewFailed } from './errors.ts';
import { exitDetails, exitSummary } from './exit-summary.ts';
import { askTemporal, noWorker, rootCause } from './temporal-errors.ts';
import { ensureWorker } from './workers.ts';
import { previewWorkflowId } from './workflow-ids.ts';

/** Longer than the look's last attempt; somebody waits for the answer. */
const TIMEOUT = '5 minutes';

/**
 * What an exit would do right now. Reads only.
 * @throws {PreviewFailed} when the group could not be looked at
 * @throws {NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
 */
export async function previewExit(client: Client, taskQueue: string, input: GroupExitInput): Promise<ExitPreview> {
  await ensureWorker(client, taskQueue);
  try {
    return await askTemporal(() =>
      client.workflow.execute<typeof exitPreview>('exitPreview', {
        workflowId: previewWorkflowId(input, randomUUID()),
        workflowExecutionTimeout: TIMEOUT,
        taskQueue,
        args: [input],
        staticSummary: `Dry run: ${exitSummary(input)}`,
        staticDetails: exitDetails(input),
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    if (error.cause instanceof TimeoutFailure) throw noWorker(error);
    const why = rootCause(error).message.replace(/\.$/, '');
    throw new PreviewFailed(`The group could not be looked at: ${why}. Nothing was changed.`, { cause: error });
  }
}
