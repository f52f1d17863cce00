import type { Generated } from 'kysely';
import type { AnsweredEffect, EffectName, MembershipStatus } from './memberships.ts';
import type { PersonId } from '../gateways/gateway.ts';
import type { EventType } from '../outbox/events.ts';
import type {
  ItemOutcome,
  ItemState,
  PlanRequest,
  PlanState,
  ResignationRequest,
  ResignationState,
  Verdict,
} from '../plans/plan.ts';
import type { Evidence, ExitOutcome, HoldKind, Receipt } from '../receipt.ts';
import type { Json } from './json.ts';

/**
 * The columns as the migrations leave them. Times are whole ms since epoch on the database's clock, except where a
 * name says otherwise.
 */
export interface Tables {
  memberships: MembershipRow;
  claims: ClaimRow;
  undocumented_answers: UndocumentedAnswerRow;
  receipts: ReceiptRow;
  handovers: HandoverRow;
  identities: IdentityRow;
  listings: ListingRow;
  plans: PlanRow;
  plan_items: PlanItemRow;
  resignations: ResignationRow;
  holds: HoldRow;
  outbox: OutboxRow;
}

export interface MembershipRow {
  instance_id: string;
  group_id: string;
  status: MembershipStatus;
  client_id: string | null;
  reason: string | null;
  invite_code: string | null;
  invite_code_saved_at_ms: number | null;
  exit_id: string | null;
  leaving_since_ms: number | null;
  withdrawn_at_ms: number | null;
  evidence: Json<Evidence> | null;
  group_name: string | null;
  /** By WhatsApp's clock; null is unknown, never inactive. */
  last_activity_ms: number | null;
  /** 1: never to be left by a plan. */
  keep: number | null;
  /** Ranked, for this group alone. */
  successors: Json<PersonId[]> | null;
  /** 1 while no look has shown us in the group, which the books know by a request to leave it alone. */
  never_seen_in: number | null;
}

export interface ClaimRow {
  exit_id: string;
  effect: EffectName;
  /** The attempt that holds the claim; null when it was given back without an effect. */
  token: string | null;
  lease_until_ms: number | null;
  /** How often it was claimed: above 1, an earlier attempt may have acted. */
  attempts: Generated<number>;
  /** How often nobody could say whether an attempt had taken effect; null is never. */
  doubts: number | null;
  message_id: string | null;
  claimed_at_ms: number;
  /** Set once the effect has happened. */
  evidence: Json<Evidence> | null;
}

interface UndocumentedAnswerRow {
  exit_id: string;
  effect: AnsweredEffect['effect'];
  /** What the answer looked like, without its values. */
  shape: string;
}

interface ReceiptRow {
  exit_id: string;
  instance_id: string;
  group_id: string;
  outcome: ExitOutcome;
  /** By the workflow's clock, which all receipts share. */
  finished_at_ms: number;
  receipt: Json<Receipt>;
}

interface HandoverRow {
  group_id: string;
  token: string;
  lease_until_ms: number;
}

interface IdentityRow {
  instance_id: string;
  ids: Json<PersonId[]>;
}

/** The last whole listing of an instance's groups: what the next one is compared with. */
interface ListingRow {
  instance_id: string;
  groups: number;
  read_at_ms: number;
}

export interface PlanRow {
  plan_id: string;
  state: PlanState;
  request: Json<PlanRequest>;
  hash: string | null;
  /** Why it was stopped. */
  why: string | null;
  created_at_ms: number;
  finished_at_ms: number | null;
}

export interface PlanItemRow {
  plan_id: string;
  instance_id: string;
  group_id: string;
  /** Its place in the plan, within its instance. */
  position: number;
  group_name: string | null;
  client_id: string | null;
  verdict: Verdict;
  code: string | null;
  detail: string | null;
  /** How many requests to the gateway its exit will take. */
  requests: number;
  state: ItemState;
  outcome: ItemOutcome | null;
  outcome_code: string | null;
  exit_id: string | null;
  settled_at_ms: number | null;
}

interface ResignationRow {
  resignation_id: string;
  plan_id: string;
  state: ResignationState;
  request: Json<ResignationRequest>;
  approved_by: string | null;
  approved_at_ms: number | null;
  paused_by: string | null;
  pause_reason: string | null;
  started_at_ms: number;
  finished_at_ms: number | null;
}

/** Exits that wait for a person right now. */
interface HoldRow {
  exit_id: string;
  instance_id: string;
  group_id: string;
  kind: HoldKind;
  question: string;
  since_ms: number;
}

interface OutboxRow {
  /** Given by the database. */
  sequence: Generated<number>;
  event_id: string;
  type: EventType;
  data: Json<object>;
  created_at_ms: number;
  /** While somebody delivers it: when the next one may try. */
  next_try_at_ms: number;
  attempts: Generated<number>;
  last_failure: string | null;
  /** Null while it is to be delivered. */
  ended_as: 'delivered' | 'failed' | null;
  ended_at_ms: number | null;
}
