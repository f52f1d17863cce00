import type { PersonId } from '../gateways/gateway.ts';
import type { GroupKey, MembershipStatus } from '../memberships/memberships.ts';
import type { ExitOutcome } from '../receipt.ts';

/** Which groups a plan is about. */
export type Selection = { groups: GroupKey[] } | { clientId: string } | { instanceIds: string[] };

/** What all exits of a resignation have in common: the wishes of an exit request without its group. */
export interface ExitWishes {
  reason: string;
  requestedBy: string;
  successors: PersonId[];
  handover: 'when-only-admin' | 'always';
  onNoSuccessor: 'hold' | 'leave';
  holdDeadlineMs?: number;
  goodbye: { kind: 'default' } | { kind: 'text'; text: string } | { kind: 'none'; reason: string };
  closingDescription?: string;
  allowCommunity?: boolean;
}

export interface PlanRequest {
  selection: Selection;
  wishes: ExitWishes;
  /** Only groups in which nothing has happened for this long, ms; of a group nobody knows it of, nothing follows. */
  inactiveForMs?: number;
  /** Take a listing that is much smaller than the last one for true. */
  acceptSmallerListing?: boolean;
}

/** `stopped`: a listing was not to be believed; the plan says why and cannot be run. */
export type PlanState = 'reading' | 'ready' | 'stopped';

/** `person`: somebody has to decide or to name a successor before it can be left. */
export type Verdict = 'leave' | 'skip' | 'person';

/** What is decided about one group, and what its exit will cost. */
export interface Judgement {
  verdict: Verdict;
  /** Stable reason code; absent where the group can simply be left. */
  code?: string;
  /** One sentence for a person. */
  detail?: string;
  /** Requests to the gateway that its exit takes when nothing goes wrong; 0 for a skip. */
  requests: number;
}

/** An item as it is put into a plan: in order, within its instance. */
export interface NewItem extends Judgement {
  groupId: string;
  groupName?: string;
  clientId?: string;
}

/** An item as the books keep it. */
export interface PlanItem extends NewItem, GroupKey {
  /** Its place among its instance's items, from 1. */
  position: number;
  state: ItemState;
  outcome?: ItemOutcome;
  outcomeCode?: string;
  exitId?: string;
  settledAtMs?: number;
}

/** Where a page of items begins: after this one. */
export type ItemCursor = Pick<PlanItem, 'instanceId' | 'position'>;

export interface VerdictCount {
  verdict: Verdict;
  code?: string;
  count: number;
}

/** What a plan means for one number. */
export interface InstanceShare {
  instanceId: string;
  /** Groups that it is about. */
  groups: number;
  /** Of those, the ones that its resignation starts an exit for. */
  exits: number;
  requests: number;
  /** How long its exits take from now on at its pace, ms, if it has nothing else to do; absent where nobody can tell. */
  etaMs?: number;
}

/** A plan without its items; nobody's phone number. */
export interface PlanSummary {
  planId: string;
  state: PlanState;
  /** Of its items and wishes, once it is ready: what an approval is about. */
  hash?: string;
  /** Why it was stopped, and what to do. */
  why?: string;
  /** How many groups it is about. */
  groups: number;
  /** How many requests to the gateways it will cost when nothing goes wrong. */
  requests: number;
  counts: VerdictCount[];
  instances: InstanceShare[];
}

/** What the books know of a group beforehand. */
export interface KnownGroup {
  groupId: string;
  status: MembershipStatus;
  groupName?: string;
  clientId?: string;
  /** By WhatsApp's clock; absent is unknown, never inactive. */
  lastActivityMs?: number;
  /** Never to be left by a plan. */
  keep: boolean;
  /** Ranked, for this group alone. */
  successors: PersonId[];
}

/** `started`: by its resignation; `joined`: an exit of the group ran already, whoever had asked. */
export type ItemState = 'open' | 'started' | 'joined' | 'settled';

/** What became of an item: its exit's outcome, or that there was no exit. */
export type ItemOutcome = ExitOutcome | 'skipped';

export type Urgency = 'expiry' | 'milestone' | 'request' | 'inactivity';

export interface ResignationRequest {
  planId: string;
  approval: 'none' | 'required';
  requestedBy: string;
  /** Whoever approved it by asking for it. */
  approvedBy?: string;
  urgency: Urgency;
  /** Digest of what was asked for: the same id cannot stand for anything else. */
  asked: string;
}

export type ResignationState =
  | 'planning'
  | 'awaiting-approval'
  | 'running'
  | 'pausing'
  | 'paused'
  | 'cancelling'
  | 'stopped'
  | 'finished';
