import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  executeChild,
  sleep,
  upsertMemo,
} from '@temporalio/workflow';
import { ApplicationFailureCategory, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { PlanRequest, ResignationRequest } from '../../activities/plans/plan.ts';
import type { PlanBrief, Resignation } from '../../activities/plans/resignations.ts';
import { resignationAttribute } from '../search-attributes.ts';
import { orders } from './activity-proxies.ts';
import type { makePlan as makePlanWorkflow } from '../plan/make-plan.ts';
import { planWorkflowId } from './messages.ts';
import type { ResignationRun } from './run.ts';

const PLAN_LOOK_MS = 10_000;

export interface Ready {
  plan: PlanBrief;
  resignation: Resignation;
}

/**
 * Up to the first exit: the books, the plan, the approval.
 * @returns nothing where the plan was stopped, or the resignation cancelled before it began
 */
export async function begin(run: ResignationRun): Promise<Ready | undefined> {
  const { begin: wanted } = run.input;
  // First: a selection with faults must not take the id.
  if (wanted && 'request' in wanted.plan) await makePlan(run.planId, wanted.plan.request);
  const resignation = await open(run);
  const plan = await finishedPlan(run);
  if (plan?.state !== 'ready') return undefined;
  run.instanceIds = plan.instanceIds;
  if (!(await approved(run, resignation))) return undefined;
  return { plan, resignation };
}

/** Refused before anything is written: the plan has to be there, the id free for it. */
async function open(run: ResignationRun): Promise<Resignation> {
  const { begin: wanted } = run.input;
  try {
    if (wanted && 'planId' in wanted.plan) await orders.readPlan({ planId: wanted.plan.planId });
    run.resignation = await orders.openResignation({ resignationId: run.resignationId, request: requestOf(run) });
  } catch (error) {
    throw causeOf(error);
  }
  run.takeUp(run.resignation);
  // Whoever asks again after the end is told apart by it.
  upsertMemo({ asked: run.resignation.request.asked });
  return run.resignation;
}

function requestOf({ input, planId }: ResignationRun): ResignationRequest | undefined {
  if (!input.begin) return undefined;
  const { plan: _made, ...request } = input.begin;
  return { ...request, planId };
}

async function finishedPlan(run: ResignationRun): Promise<PlanBrief | undefined> {
  for (;;) {
    const plan = await orders.readPlan({ planId: run.planId });
    if (plan.state !== 'reading' || run.isCancelled) return plan;
    await run.news(PLAN_LOOK_MS, 'The plan is being read');
  }
}

/** A plan that is made already is its answer, so it may be asked for again and again. */
async function makePlan(planId: string, request: PlanRequest): Promise<void> {
  for (;;) {
    try {
      await executeChild<typeof makePlanWorkflow>('makePlan', {
        workflowId: planWorkflowId(planId),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        parentClosePolicy: 'ABANDON',
        args: [{ planId, request }],
        staticSummary: 'Read the groups and plan their exits',
        typedSearchAttributes: [{ key: resignationAttribute, value: [planId] }],
      });
      return;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw causeOf(error);
      await sleep(PLAN_LOOK_MS, { summary: 'Somebody makes this plan already' });
    }
  }
}

/** What an activity or a child failed with, so that whoever asked reads no wrapping. */
function causeOf(error: unknown): unknown {
  if (error instanceof ActivityFailure || error instanceof ChildWorkflowFailure) return causeOf(error.cause);
  return error instanceof ApplicationFailure ? nonRetryable(error) : error;
}

function nonRetryable({ message, type, details }: ApplicationFailure): ApplicationFailure {
  // A refusal is nobody's fault here: no alarm.
  const category = ApplicationFailureCategory.BENIGN;
  const how = { nonRetryable: true, category, details: details ?? [] };
  return ApplicationFailure.create({ message, type: type ?? undefined, ...how });
}

async function approved(run: ResignationRun, { resignationId, request, approvedBy }: Resignation): Promise<boolean> {
  run.isApproved ||= request.approval === 'none' || approvedBy !== null;
  if (run.isApproved) return !run.isCancelled;
  await orders.enterState({ resignationId, state: 'awaiting-approval' });
  run.state = 'awaiting-approval';
  run.show();
  while (!run.isApproved && !run.isCancelled) await run.untilHeard();
  return !run.isCancelled;
}
