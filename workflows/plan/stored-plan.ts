import type { PlanPageInput } from '../../activities/plans/finish-plan.ts';
import type { PlanItem, PlanSummary } from '../../activities/plans/plan.ts';
import { withEta } from './eta.ts';
import { planReadings } from './proxies.ts';

/** Reads a plan from the database, for clients that have none; how long it would take is reckoned anew. */
export async function storedPlan(plan: { planId: string }): Promise<PlanSummary | null> {
  const stored = await planReadings.loadPlan(plan);
  return stored && withEta(stored);
}

/** Reads a page of its items. */
export function planPage(page: PlanPageInput): Promise<PlanItem[]> {
  return planReadings.loadPlanItems(page);
}
