import type { PlanPageInput } from '../../activities/plans/finish-plan.ts';
import type { PlanItem, PlanSummary } from '../../activities/plans/plan.ts';
import { planReadings } from './proxies.ts';

/** Reads a plan from the database, for clients that have none. */
export function storedPlan(plan: { planId: string }): Promise<PlanSummary | null> {
  return planReadings.loadPlan(plan);
}

/** Reads a page of its items. */
export function planPage(page: PlanPageInput): Promise<PlanItem[]> {
  return planReadings.loadPlanItems(page);
}
