import type { ResignationHoldRow } from '../plans/holds.ts';
import type { ResignationPorts } from '../ports.ts';

const MOST_HOLDS = 500;

export interface HoldsPageInput {
  resignationId: string;
  /** The last exit id of the page before. */
  after?: string;
}

export interface HoldsPage {
  holds: ResignationHoldRow[];
  /** Where the next page begins; absent after the last. */
  next?: string;
}

/** One page of what waits for a person; `null` where nobody knows of the resignation. */
export const holdsPage =
  ({ resignations }: ResignationPorts) =>
  async ({ resignationId, after }: HoldsPageInput): Promise<HoldsPage | null> => {
    const resignation = await resignations.resignation(resignationId);
    if (resignation === undefined) return null;
    const holds = await resignations.holdsOfPlan(resignation.planId, after, MOST_HOLDS);
    return holds.length < MOST_HOLDS ? { holds } : { holds, next: holds.at(-1)?.exitId };
  };
