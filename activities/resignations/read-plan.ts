import type { PlanBrief } from '../plans/resignations.ts';
import type { ResignationPorts } from '../ports.ts';
import { refusal } from './refusal.ts';

/** What a resignation has to know of its plan. @throws `UnknownPlan` */
export const readPlan =
  ({ resignations }: ResignationPorts) =>
  async ({ planId }: { planId: string }): Promise<PlanBrief> => {
    const plan = await resignations.planBrief(planId);
    if (plan) return plan;
    throw refusal('UnknownPlan', `nobody knows of a plan ${planId}: make it first, or check its id`);
  };
