import type { PersonId } from '../gateways/gateway.ts';
import type { GroupKey } from '../memberships/memberships.ts';
import type { ExitOutcome } from '../receipt.ts';

/** Which groups a plan is about. */
type Selection = { groups: GroupKey[] } | { clientId: string } | { instanceIds: string[] };

/** What all exits of a resignation have in common: the wishes of an exit request without its group. */
interface ExitWishes {
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
  /** Take a listing that is much smaller than the last one for true. */
  acceptSmallerListing?: boolean;
}

/** `stopped`: a listing was not to be believed; the plan says why and cannot be run. */
export type PlanState = 'reading' | 'ready' | 'stopped';

/** `person`: somebody has to decide or to name a successor before it can be left. */
export type Verdict = 'leave' | 'skip' | 'person';

/** `started`: by its resignation; `joined`: an exit of the group ran already, whoever had asked. */
export type ItemState = 'open' | 'started' | 'joined' | 'settled';

/** What became of an item: its exit's outcome, or that there was no exit. */
export type ItemOutcome = ExitOutcome | 'skipped';

type Urgency = 'expiry' | 'milestone' | 'request' | 'inactivity';

export interface ResignationRequest {
  planId: string;
  approval: 'none' | 'required';
  requestedBy: string;
  urgency: Urgency;
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
