import type { GroupKey } from '../memberships/memberships.ts';
import type { ResignationPorts } from '../ports.ts';
import { exitIdOf, laneIdOf, tell } from './running-exits.ts';

export interface PlanInput {
  resignationId: string;
  planId: string;
  instanceIds: string[];
}

/** Leaves a group out; an exit that has begun is ended before its goodbye. */
export const skipItem =
  ({ resignations }: ResignationPorts) =>
  async ({ planId, ...group }: GroupKey & { planId: string }): Promise<void> => {
    const state = await resignations.skipItem(planId, group);
    if (state === 'started') await tell(exitIdOf(group), 'cancelExit');
  };

/** Nothing new begins. */
export const cancelOpenItems =
  ({ resignations }: ResignationPorts) =>
  async ({ planId }: { planId: string }): Promise<void> =>
    void (await resignations.cancelOpen(planId));

/** Opens once more what failed, and tells the lanes. */
export const retryFailedItems =
  ({ resignations }: ResignationPorts) =>
  async ({ resignationId, planId, instanceIds }: PlanInput): Promise<void> => {
    await resignations.reopenFailed(planId);
    for (const instanceId of instanceIds) await tell(laneIdOf(resignationId, instanceId), 'lookAgain');
  };
