import { WorkflowFailedError, WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/common';
import type { PlanFault } from '../activities/plans/open-plan.ts';
import { openedUpdate, resignationWorkflowId } from '../workflows/resignation/messages.ts';
import type { resignation } from '../workflows/resignation/resignation.ts';
import { resignationAttribute } from '../workflows/search-attributes.ts';
import type { Begun } from './resign-request.ts';
import { InvalidRequest, NoWorker, ResignationRefused, TemporalUnavailable } from './errors.ts';
import { plain } from './exit-summary.ts';
import type { Asked } from './read-books.ts';
import { askTemporal, rootCause } from './temporal-errors.ts';

type Workflow = WorkflowHandle<typeof resignation>;
type Begin = Begun['begin'];

/** Whether the books take it is known at once; a plan of many groups takes its time. */
const TIMEOUT_MS = 20_000;

/**
 * Starts a resignation, or finds the one of that id. What cannot begin is refused at once where a worker is there.
 * @throws {InvalidRequest} {@link ResignationRefused}
 */
export async function startResignation(input: Begun, asked: Asked): Promise<void> {
  const { begin } = input;
  try {
    const workflow = await askTemporal(() => start(input, asked));
    await untilOpened(workflow, begin, asked);
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    await refuseAnother(input.resignationId, begin, asked);
  }
}

function start(input: Begun, { client, taskQueue }: Asked): Promise<Workflow> {
  const { resignationId, begin } = input;
  return client.workflow.start<typeof resignation>('resignation', {
    workflowId: resignationWorkflowId(resignationId),
    workflowIdConflictPolicy: 'USE_EXISTING',
    // One that has completed is not begun again; one that was refused or terminated is.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    taskQueue,
    args: [input],
    staticSummary: `Resignation **${plain(resignationId)}**`,
    staticDetails: `- asked by ${plain(begin.requestedBy)}`,
    typedSearchAttributes: [{ key: resignationAttribute, value: [resignationId] }],
  });
}

async function untilOpened(workflow: Workflow, { asked: digest }: Begin, { client }: Asked): Promise<void> {
  const update = () => workflow.executeUpdate(openedUpdate, { args: [{ asked: digest }] });
  try {
    await askTemporal(() => client.withDeadline(Date.now() + TIMEOUT_MS, update));
  } catch (error) {
    // Nothing is lost: it begins when a worker comes, or the plan is made.
    if (error instanceof NoWorker || error instanceof TemporalUnavailable || isTimeout(error)) return;
    if (error instanceof WorkflowUpdateFailedError) throw refusalOf(error.cause ?? error);
    if (error instanceof WorkflowNotFoundError) return refuseFailed(workflow);
    throw error;
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkflowUpdateRPCTimeoutOrCancelledError';
}

/** It has ended already. */
async function refuseFailed(workflow: Workflow): Promise<void> {
  try {
    await askTemporal(() => workflow.result());
  } catch (error) {
    throw error instanceof WorkflowFailedError ? refusalOf(error) : error;
  }
}

/** @throws {ResignationRefused} where the id stands for something else that is over by now */
async function refuseAnother(resignationId: string, { asked: digest }: Begin, { client }: Asked): Promise<void> {
  const known = client.workflow.getHandle(resignationWorkflowId(resignationId));
  const { memo } = await askTemporal(() => known.describe());
  if (memo?.['asked'] === digest) return;
  const advice = 'stands for another selection or plan already: give the new one an id of its own';
  throw new ResignationRefused('ResignationIdTaken', `resignation ${resignationId} ${advice}`);
}

/** Why a resignation could not begin, as the caller should read it. */
export function refusalOf(error: Error): Error {
  const cause = rootCause(error);
  if (!(cause instanceof ApplicationFailure)) return error;
  if (cause.type === 'InvalidPlan') return new InvalidRequest(cause.details?.[0] as PlanFault[]);
  return new ResignationRefused(cause.type ?? 'Failed', cause.message, { cause: error });
}
