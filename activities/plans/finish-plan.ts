import type { Ports } from '../ports.ts';
import type { ItemCursor, PlanItem, PlanSummary } from './plan.ts';
import { PlanNotReading } from './plans.ts';

/**
 * Ends the reading: with a hash, or, where a listing was not to be believed, with the reason.
 * @throws {PlanNotReading}
 */
export const finishPlan =
  ({ plans }: Ports) =>
  async ({ planId, why }: { planId: string; why?: string }): Promise<PlanSummary> => {
    await (why === undefined ? plans.finishPlan(planId) : plans.stopPlan(planId, why));
    const summary = await plans.plan(planId);
    if (summary === undefined) throw new PlanNotReading(`Plan ${planId} is not known.`);
    return summary;
  };

/** A plan without its items, or `null`. */
export const loadPlan =
  ({ plans }: Ports) =>
  async ({ planId }: { planId: string }): Promise<PlanSummary | null> =>
    (await plans.plan(planId)) ?? null;

export interface PlanPageInput {
  planId: string;
  after?: ItemCursor;
  limit: number;
}

/** A page of a plan's items. */
export const loadPlanItems =
  ({ plans }: Ports) =>
  ({ planId, ...page }: PlanPageInput): Promise<PlanItem[]> =>
    plans.planItems(planId, page);
