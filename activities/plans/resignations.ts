import type { PersonId } from '../gateways/gateway.ts';
import type { GroupKey } from '../memberships/memberships.ts';
import type { Receipt } from '../receipt.ts';
import type {
  ExitWishes,
  ItemOutcome,
  ItemState,
  PlanState,
  ResignationRequest,
  ResignationState,
  Verdict,
} from './plan.ts';

export interface Resignation {
  resignationId: string;
  planId: string;
  state: ResignationState;
  request: ResignationRequest;
  approvedBy: string | null;
  approvedAtMs: number | null;
  pausedBy: string | null;
  pauseReason: string | null;
  startedAtMs: number;
  finishedAtMs: number | null;
}

/**
 * - `opened`: it stands in the books, now or since before
 * - `id-taken`: the id stands for something else that was asked for
 * - `plan-taken`: another resignation carries the plan out
 */
export type ResignationOpening =
  | { kind: 'opened'; resignation: Resignation }
  | { kind: 'id-taken' }
  | { kind: 'plan-taken'; by: string };

/** What a resignation has to know of its plan; nobody's phone number. */
export interface PlanBrief {
  state: PlanState;
  hash: string | null;
  /** Why it was stopped. */
  why: string | null;
  wishes: Omit<ExitWishes, 'successors'>;
  instanceIds: string[];
}

/**
 * - `approved`: now, or by the same person before
 * - `already-approved`: by somebody else
 * - `foreign-hash`: what was approved is not this plan
 * - `not-ready`: there is no finished plan yet
 */
export type Approval =
  | { kind: 'approved' | 'foreign-hash' | 'not-ready' }
  | { kind: 'already-approved'; approvedBy: string; approvedAtMs: number };

export interface TakenItem extends GroupKey {
  groupName: string | null;
  clientId: string | null;
}

/** What became of an item. */
export interface SettledItem extends GroupKey {
  outcome: ItemOutcome;
  code?: string;
  exitId?: string;
}

/** How the items of one instance stand. */
export interface NumberCounts {
  instanceId: string;
  byState: Record<ItemState, number>;
  byOutcome: Partial<Record<ItemOutcome, number>>;
  holds: number;
  /** Settled in the last hour, skipped ones left out. */
  lastHour: number;
}

export interface UnsettledItem extends GroupKey {
  state: 'started' | 'joined';
  held: boolean;
}

/** Where a page of a report begins: after this item. */
export interface ReportCursor {
  instanceId: string;
  position: number;
}

export interface ReportRow extends GroupKey {
  position: number;
  groupName: string | null;
  clientId: string | null;
  verdict: Verdict;
  code: string | null;
  detail: string | null;
  state: ItemState;
  outcome: ItemOutcome | null;
  outcomeCode: string | null;
  settledAtMs: number | null;
  receipt: Receipt | null;
}

/** The port to resignations and the items of their plans. Each method is one short transaction, and idempotent. */
export interface Resignations {
  openResignation(resignationId: string, request: ResignationRequest): Promise<ResignationOpening>;
  resignation(resignationId: string): Promise<Resignation | undefined>;
  /** @param pausedBy why and by whom it was paused; forgotten with every other state */
  enterState(
    resignationId: string,
    state: ResignationState,
    paused?: { by: string | null; reason: string | null },
  ): Promise<void>;
  planBrief(planId: string): Promise<PlanBrief | undefined>;
  approve(resignationId: string, planHash: string, approvedBy: string): Promise<Approval>;
  /** The next open item of an instance, marked `started`. */
  takeItem(planId: string, instanceId: string): Promise<TakenItem | undefined>;
  /** An exit of the group runs already, whoever asked for it. */
  joinItem(planId: string, group: GroupKey): Promise<void>;
  /** Settles an item that runs; one that is settled already stays as it is. */
  settleItem(planId: string, item: SettledItem): Promise<void>;
  /** A started item whose exit never began. */
  reopenItem(planId: string, group: GroupKey): Promise<void>;
  /** Settles an item that nobody has started. @returns how the item stands */
  skipItem(planId: string, group: GroupKey): Promise<ItemState | 'unknown'>;
  /** Settles everything that nobody has started. @returns how many */
  cancelOpen(planId: string): Promise<number>;
  /** Opens what failed, or was held until its deadline, once more. @returns how many */
  reopenFailed(planId: string): Promise<number>;
  /** Items with an exit under way. @param after the last one that was read */
  unsettled(planId: string, instanceId: string | undefined, after: GroupKey | undefined): Promise<UnsettledItem[]>;
  countItems(planId: string): Promise<NumberCounts[]>;
  reportRows(planId: string, after: ReportCursor | undefined, limit: number): Promise<ReportRow[]>;
  /** Whom the group's own row names as successors, else the resignation that leaves it now. */
  successorsOf(group: GroupKey): Promise<PersonId[]>;
}
