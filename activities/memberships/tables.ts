import type { Generated } from 'kysely';
import type { EffectName, MembershipStatus } from './memberships.ts';
import type { PersonId } from '../gateways/gateway.ts';
import type { Evidence, ExitOutcome, Receipt } from '../receipt.ts';
import type { Json } from './json.ts';

/**
 * The columns as the migrations leave them. Times are whole ms since epoch on the database's clock, except where a
 * name says otherwise.
 */
export interface Tables {
  memberships: MembershipRow;
  claims: ClaimRow;
  receipts: ReceiptRow;
  handovers: HandoverRow;
  identities: IdentityRow;
}

interface MembershipRow {
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
}

export interface ClaimRow {
  exit_id: string;
  effect: EffectName;
  /** The attempt that holds the claim; null when it was given back without an effect. */
  token: string | null;
  lease_until_ms: number | null;
  /** How often it was claimed: above 1, an earlier attempt may have acted. */
  attempts: Generated<number>;
  message_id: string | null;
  claimed_at_ms: number;
  /** Set once the effect has happened. */
  evidence: Json<Evidence> | null;
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
