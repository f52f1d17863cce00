import type { GroupKey } from '../memberships/memberships.ts';
import type { SettledItem, TakenItem } from '../plans/resignations.ts';
import type { ResignationPorts } from '../ports.ts';

export interface TakeItemInput {
  planId: string;
  instanceId: string;
  /** What became of the item before, in case its exit has written no receipt of its own. */
  settled?: SettledItem;
}

/** Settles the item before, and takes the next one. */
export const takeItem =
  ({ resignations }: ResignationPorts) =>
  async ({ planId, instanceId, settled }: TakeItemInput): Promise<TakenItem | null> => {
    if (settled) await resignations.settleItem(planId, settled);
    return (await resignations.takeItem(planId, instanceId)) ?? null;
  };

/** The group's exit ran already, whoever had asked for it. */
export const joinItem =
  ({ resignations }: ResignationPorts) =>
  ({ planId, ...group }: GroupKey & { planId: string }): Promise<void> =>
    resignations.joinItem(planId, group);
