import { ApplicationFailure } from '@temporalio/common';
import { UnknownInstance } from '../instances/instances.ts';
import type { Ports } from '../ports.ts';
import type { PlanRequest, Selection } from './plan.ts';
import { PlanTaken } from './plans.ts';

/** What a plan that nobody may begin fails with. Of `InvalidPlan`, `details[0]` are the faults by field. */
export type PlanRefusal = 'InvalidPlan' | 'PlanTaken';

export interface PlanFault {
  field: string;
  problem: string;
}

export interface OpenPlanInput {
  planId: string;
  request: PlanRequest;
}

/** Nobody reads more than that. */
const MOST_FAULTS = 20;

/**
 * Begins a plan, or finds it begun. Asks no gateway.
 * @returns the numbers that it is about
 * @throws `InvalidPlan` with all faults; `PlanTaken`
 */
export const openPlan =
  (ports: Ports) =>
  async ({ planId, request }: OpenPlanInput): Promise<{ instanceIds: string[] }> => {
    const { instanceIds, faults } = await check(request.selection, ports);
    if (faults.length > 0) throw refused(faults);
    try {
      await ports.plans.createPlan(planId, request);
    } catch (error) {
      if (!(error instanceof PlanTaken)) throw error;
      throw ApplicationFailure.nonRetryable(error.message, 'PlanTaken' satisfies PlanRefusal);
    }
    return { instanceIds };
  };

function refused(faults: PlanFault[]): ApplicationFailure {
  const told = faults.slice(0, MOST_FAULTS);
  const rest = faults.length - told.length;
  if (rest > 0) told.push({ field: 'selection', problem: `and ${rest} more of the kind` });
  const message = told.map(({ field, problem }) => `${field}: ${problem}`).join('\n');
  return ApplicationFailure.nonRetryable(message, 'InvalidPlan' satisfies PlanRefusal, told);
}

async function check(selection: Selection, ports: Ports): Promise<{ instanceIds: string[]; faults: PlanFault[] }> {
  if ('clientId' in selection) return checkClient(selection.clientId, ports);
  if ('instanceIds' in selection) {
    return { instanceIds: selection.instanceIds, faults: unknownOf(selection.instanceIds, 'instanceIds', ports) };
  }
  const instanceIds = [...new Set(selection.groups.map(({ instanceId }) => instanceId))];
  const faults = [...unknownOf(instanceIds, 'groups', ports), ...(await groupsOfOthers(selection.groups, ports))];
  return { instanceIds, faults };
}

async function checkClient(clientId: string, ports: Ports): ReturnType<typeof check> {
  const instanceIds = await ports.plans.instancesOfClient(clientId);
  if (instanceIds.length > 0) return { instanceIds, faults: unknownOf(instanceIds, 'clientId', ports) };
  const problem = `the books know no group of client ${clientId}: check the id, or assign its groups first`;
  return { instanceIds, faults: [{ field: 'clientId', problem }] };
}

function unknownOf(instanceIds: string[], field: string, { instances }: Ports): PlanFault[] {
  return instanceIds.flatMap((instanceId) => {
    try {
      instances.get(instanceId);
      return [];
    } catch (error) {
      if (error instanceof UnknownInstance) return { field, problem: error.message };
      throw error;
    }
  });
}

async function groupsOfOthers(
  groups: Extract<Selection, { groups: unknown }>['groups'],
  { plans }: Ports,
): Promise<PlanFault[]> {
  const found = await plans.groupsOfOthers(groups);
  return found.map(({ instanceId, groupId, others }) => ({
    field: 'groups',
    problem: `the books know ${groupId} as a group of ${others.join(' and ')}, not of ${instanceId}: name that instance, or import the group for ${instanceId} first`,
  }));
}
