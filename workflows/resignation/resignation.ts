import {
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  setHandler,
} from '@temporalio/workflow';
import type { ResignationState } from '../../activities/plans/plan.ts';
import type { ResignationProgress } from '../../activities/plans/progress.ts';
import { stepFailure } from '../step-failure.ts';
import { orders, rows } from './activity-proxies.ts';
import { approve, validateApproval } from './approve.ts';
import { begin } from './begin.ts';
import {
  approveUpdate,
  cancelResignationSignal,
  openedUpdate,
  pauseResignationSignal,
  resignationProgressQuery,
  resumeResignationSignal,
  retryFailedSignal,
  skipGroupSignal,
  type ResignationInput,
} from './messages.ts';
import { runLanes } from './run-lanes.ts';
import { ResignationRun } from './run.ts';

/**
 * Many exits under one id: plan, approval, one lane a number, report. Completes with the counts whatever became of the exits;
 * a line for each group is in the books. Never continues as new: lanes do, and it looks at the counts at growing intervals.
 * @throws `UnknownPlan`, `PlanTaken`, `ResignationIdTaken`, `UnknownResignation`
 */
export async function resignation(input: ResignationInput): Promise<ResignationProgress> {
  const run = new ResignationRun(input);
  listen(run);
  CancellationScope.current().cancelRequested.catch(() => run.cancel());
  return CancellationScope.nonCancellable(async () => {
    try {
      return await carryOut(run);
    } catch (error) {
      run.refusal = error;
      throw error;
    } finally {
      await condition(allHandlersFinished);
    }
  });
}

async function carryOut(run: ResignationRun): Promise<ResignationProgress> {
  const ready = await begin(run);
  if (ready === undefined) return endBefore(run);
  for (;;) {
    await runLanes(run, ready);
    const progress = await end(run, 'finished');
    if (!run.retryRequested) return progress;
  }
}

/** The plan was not to be believed, or somebody thought better of it. */
async function endBefore(run: ResignationRun): Promise<ResignationProgress> {
  if (!run.isCancelled) return end(run, 'stopped');
  await orders.cancelOpenItems({ planId: run.planId });
  return end(run, 'finished');
}

async function end(run: ResignationRun, state: ResignationState): Promise<ResignationProgress> {
  const { resignationId } = run;
  run.state = state;
  await orders.enterState({ resignationId, state });
  for (;;) {
    const progress = await rows.readProgress({ resignationId }).catch((error: unknown) => void stepFailure(error));
    if (progress) {
      run.progress = progress;
      run.show();
      return progress;
    }
    await condition(() => false, 10_000, { summary: 'The books are away' });
  }
}

function listen(run: ResignationRun): void {
  setHandler(resignationProgressQuery, () => run.progress, { description: 'Where the resignation stands' });
  setHandler(pauseResignationSignal, (order) => run.pause(order), {
    description: 'Stop before the next step of every exit that has not said goodbye',
  });
  setHandler(resumeResignationSignal, () => run.resume(), { description: 'Go on after a pause' });
  setHandler(cancelResignationSignal, () => run.cancel(), {
    description: 'Start nothing new, finish what is past its goodbye, end everything else',
  });
  setHandler(retryFailedSignal, () => run.retryFailed(), { description: 'Once more what failed, and only that' });
  setHandler(skipGroupSignal, (group) => run.skip(group), { description: 'Leave out one {instanceId, groupId}' });
  setHandler(approveUpdate, (order) => approve(run, order), {
    description: 'Approve the plan by its hash',
    validator: validateApproval,
  });
  setHandler(openedUpdate, (asked) => opened(run, asked), { description: 'Wait until the books have it' });
}

async function opened(run: ResignationRun, wanted: { asked: string } | undefined): Promise<void> {
  await condition(() => run.resignation !== undefined || run.refusal !== undefined);
  if (run.refusal !== undefined) {
    const { refusal } = run;
    throw refusal instanceof Error ? refusal : new Error('the resignation could not begin');
  }
  if (run.resignation?.request.asked === wanted?.asked) return;
  throw ApplicationFailure.nonRetryable(
    `resignation ${run.resignationId} stands for another selection or plan already: give the new one an id of its own`,
    'ResignationIdTaken',
  );
}
