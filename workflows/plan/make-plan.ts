import { isCancellation, setCurrentDetails } from '@temporalio/workflow';
import type { OpenPlanInput } from '../../activities/plans/open-plan.ts';
import type { PlanSummary } from '../../activities/plans/plan.ts';
import type { PlannedInstance } from '../../activities/plans/plan-instance.ts';
import { stepFailure } from '../step-failure.ts';
import { withEta } from './eta.ts';
import { inParallel } from './in-parallel.ts';
import { planDetails, type InstanceProgress } from './plan-details.ts';
import { listings, planBooks, planReadings } from './proxies.ts';

/** Each is at a gateway of its own, most likely; more would fill the worker for a plan that is in no hurry. */
const NUMBERS_AT_ONCE = 5;

/**
 * Decides about each group of a selection what a resignation would do, and does nothing. One listing that is not to be
 * believed stops the whole plan. A plan that is made already is the answer.
 */
export async function makePlan(input: OpenPlanInput): Promise<PlanSummary> {
  const { planId } = input;
  const { instanceIds } = await planBooks.openPlan.executeWithOptions({ summary: 'Check the selection' }, [input]);
  const made = await planReadings.loadPlan({ planId });
  if (made !== null && made.state !== 'reading') return withEta(made);
  const stopped = await readListings(planId, instanceIds);
  const why = stopped.length > 0 ? stopped.join('\n') : undefined;
  const summary = why === undefined ? 'Finish the plan' : 'Stop the plan';
  return withEta(await planBooks.finishPlan.executeWithOptions({ summary }, [{ planId, why }]));
}

/** @returns why the plan cannot be made */
async function readListings(planId: string, instanceIds: string[]): Promise<string[]> {
  const progress = new Map<string, InstanceProgress>();
  const note = (instanceId: string, one: InstanceProgress): void => {
    progress.set(instanceId, one);
    setCurrentDetails(planDetails(instanceIds, progress));
  };
  const stopped: string[] = [];
  await inParallel(instanceIds, NUMBERS_AT_ONCE, async (instanceId) => {
    note(instanceId, 'reading');
    const planned = await planNumber(planId, instanceId);
    note(instanceId, planned);
    if (planned.kind === 'planned') return 'go-on';
    stopped.push(planned.why);
    return 'enough';
  });
  return stopped;
}

/** A number whose groups cannot be read stops the plan as well: half a plan would look like a whole one. */
async function planNumber(planId: string, instanceId: string): Promise<PlannedInstance> {
  try {
    return await listings.planInstance.executeWithOptions({ summary: `List the groups of ${instanceId}` }, [
      { planId, instanceId },
    ]);
  } catch (error) {
    if (isCancellation(error)) throw error;
    const { message } = stepFailure(error);
    return {
      kind: 'stopped',
      why: `${instanceId}: its groups could not be read: ${message}. Make a new plan when that is mended.`,
    };
  }
}
