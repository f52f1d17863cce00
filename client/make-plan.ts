import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { OpenPlanInput, PlanFault, PlanRefusal } from '../activities/plans/open-plan.ts';
import type { PlanSummary, Selection } from '../activities/plans/plan.ts';
import type { makePlan as makePlanWorkflow } from '../workflows/plan/make-plan.ts';
import { InvalidRequest, PlanFailed, PlanTaken, type GroupExitError } from './errors.ts';
import { plain } from './exit-summary.ts';
import { Plan } from './plan.ts';
import type { Asked } from './read-books.ts';
import { askTemporal, rootCause } from './temporal-errors.ts';
import { ensureWorker } from './workers.ts';
import { planWorkflowId } from './workflow-ids.ts';

/**
 * Makes a plan and waits for it. Nothing is done in any group.
 * @throws {InvalidRequest} {@link PlanTaken} {@link PlanFailed}
 * @throws {NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
 */
export async function makePlan(input: OpenPlanInput, asked: Asked): Promise<Plan> {
  await ensureWorker(asked.client, asked.taskQueue);
  try {
    return new Plan(await made(input, asked), asked);
  } catch (error) {
    throw error instanceof WorkflowFailedError ? whyNot(error) : error;
  }
}

async function made(input: OpenPlanInput, asked: Asked): Promise<PlanSummary> {
  try {
    const workflow = await askTemporal(() => start(input, asked));
    return await askTemporal(() => workflow.result());
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  // Somebody makes a plan of this id. Whether it is the same is known once it is in the books.
  await askTemporal(() =>
    asked.client.workflow.getHandle<typeof makePlanWorkflow>(planWorkflowId(input.planId)).result(),
  );
  return made(input, asked);
}

function start(input: OpenPlanInput, { client, taskQueue }: Asked): Promise<WorkflowHandle<typeof makePlanWorkflow>> {
  const { reason, requestedBy } = input.request.wishes;
  return client.workflow.start<typeof makePlanWorkflow>('makePlan', {
    workflowId: planWorkflowId(input.planId),
    workflowIdConflictPolicy: 'FAIL',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    taskQueue,
    args: [input],
    staticSummary: `Plan to leave ${whichGroups(input.request.selection)}`,
    staticDetails: `- asked by ${plain(requestedBy)}: ${plain(reason)}`,
  });
}

function whichGroups(selection: Selection): string {
  if ('clientId' in selection) return `the groups of client **${plain(selection.clientId.slice(0, 60))}**`;
  if ('groups' in selection) return `**${selection.groups.length}** groups`;
  const [first = '', ...more] = selection.instanceIds;
  return more.length === 0 ? `all groups of **${first}**` : `all groups of **${selection.instanceIds.length}** numbers`;
}

function whyNot(error: WorkflowFailedError): GroupExitError {
  const cause = rootCause(error);
  const type = cause instanceof ApplicationFailure ? cause.type : undefined;
  switch (type as PlanRefusal | undefined) {
    case 'InvalidPlan':
      return new InvalidRequest((cause as ApplicationFailure).details?.[0] as PlanFault[]);
    case 'PlanTaken':
      return new PlanTaken(cause.message, { cause: error });
    case undefined:
    default:
      return new PlanFailed(`The plan could not be made: ${cause.message}. Nothing was done in any group.`, {
        cause: error,
      });
  }
}
