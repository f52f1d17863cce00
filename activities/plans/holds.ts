import type { GroupKey } from '../memberships/memberships.ts';
import type { HoldKind } from '../receipt.ts';

/** An exit that waits for a person right now. */
export interface WaitingHold extends GroupKey {
  exitId: string;
  kind: HoldKind;
  question: string;
  sinceMs: number;
}

/** A hold of a resignation, with what people know the group by. */
export interface ResignationHoldRow extends WaitingHold {
  groupName: string | null;
}

/** The port to the holds. Each method is one short transaction. */
export interface Holds {
  /** Notes that an exit waits for a person; a group has one hold at a time. Idempotent. */
  noteHold(hold: WaitingHold): Promise<void>;
  dropHold(group: GroupKey): Promise<void>;
  /** The holds of a plan's running items, in the order of their exit ids. @param after the last exit id that was read */
  holdsOfPlan(planId: string, after: string | undefined, limit: number): Promise<ResignationHoldRow[]>;
}
