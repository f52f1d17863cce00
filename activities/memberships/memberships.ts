import type { Evidence, Receipt } from '../receipt.ts';
import type { PersonId } from '../gateways/gateway.ts';

export type MembershipStatus = 'Active' | 'Leaving' | 'Inactive - Withdrawn';

export interface GroupKey {
  instanceId: string;
  groupId: string;
}

export interface Membership extends GroupKey {
  status: MembershipStatus;
  clientId: string | null;
  reason: string | null;
  inviteCode: string | null;
  inviteCodeSavedAtMs: number | null;
  /** The exit that the row belongs to: the running one, else the last. */
  exitId: string | null;
  leavingSinceMs: number | null;
  withdrawnAtMs: number | null;
  evidence: Evidence | null;
  /** The books know the group by a request to leave it alone: no look has shown us in it, so its id may be mistyped. */
  neverSeenIn: boolean;
}

export interface OpenExit extends GroupKey {
  exitId: string;
  clientId?: string;
  reason: string;
}

/**
 * - `open`: go on under `exitId`; `leaving` when the row says `Leaving` or withdrawn, so the point of no return is behind it. The id
 *   differs from the one asked for when an earlier run was terminated after its point of no return: its claims must hold
 *   for whoever finishes the exit.
 * - `withdrawn`: the row says withdrawn, so the old receipt is the answer.
 */
export type ExitOpening = { kind: 'open'; exitId: string; leaving: boolean } | { kind: 'withdrawn'; receipt: Receipt };

/** What people see happen. A repeated leave (after a reading that we are still in) is an effect of its own: `leave-2`. */
export type EffectName = 'goodbye' | 'leave' | `leave-${number}`;

export interface EffectKey extends GroupKey {
  exitId: string;
  effect: EffectName;
}

/** What an exit asks a gateway to change, and may get an answer to that nobody documents. */
export interface AnsweredEffect {
  exitId: string;
  effect: EffectName | 'closing-description' | 'promotion';
}

export interface ClaimRequest extends EffectKey {
  /** Names the attempt: a claim can only be renewed, settled or released by whoever holds it. */
  token: string;
  /** How long the holder may act, ms. */
  leaseMs: number;
  /** How much longer than the lease the gateway may take to finish what a dead holder asked for, ms. */
  settleMs: number;
  /** Kept with a new claim, so that later attempts look for it and send with it. */
  messageId?: string;
}

/**
 * - `ours`: act. `fresh`: nobody acted before; otherwise look first, since an earlier holder may have. `doubts`: how
 *   often that was so
 * - `held`: somebody else's claim lives for `waitMs` more
 * - `done`: it has happened
 */
export type Claim =
  | { kind: 'ours'; fresh: boolean; messageId?: string; claimedAtMs: number; doubts: number }
  | { kind: 'held'; waitMs: number }
  | { kind: 'done'; evidence: Evidence; claimedAtMs: number };

/** Counts for the metrics, read from the books and not from one process's memory. */
export interface BookCounts {
  receiptsByOutcome: Record<string, number>;
  /** Rows that say `Leaving`. */
  leaving: number;
}

/** The port to the books: memberships, claims, receipts. Every method is one short transaction on the database's clock. */
export interface Memberships {
  /** Begins an exit, or finds the receipt that answers it. Idempotent. */
  openExit(exit: OpenExit): Promise<ExitOpening>;
  membership(group: GroupKey): Promise<Membership | undefined>;
  /** A look has shown us in the group. Idempotent. */
  noteSeenIn(group: GroupKey): Promise<void>;
  saveInviteCode(group: GroupKey, inviteCode: string): Promise<void>;
  /** Whether any attempt has claimed the effect and not released it. */
  hasClaim(effect: EffectKey): Promise<boolean>;
  /**
   * Claims an effect (compare-and-swap) and, in the same transaction, makes the row say `Leaving`.
   * Call it right before the effect.
   * @throws {SupersededExit} when the row does not belong to this exit
   */
  claim(request: ClaimRequest): Promise<Claim>;
  /** Extends our lease. @returns false when the claim is no longer ours: do not act */
  renew(effect: EffectKey, token: string, leaseMs: number): Promise<boolean>;
  /** Counts an attempt of which nobody can say whether it took effect. */
  noteDoubt(effect: EffectKey): Promise<void>;
  /** The effect has happened. Idempotent, and right whoever holds the claim. */
  settle(effect: EffectKey, evidence: Evidence): Promise<void>;
  /**
   * The effect has not happened and nothing is under way. A claim that was `fresh` is forgotten and, where it was the exit's
   * only one, the row goes back to `Active`; of another one only the lease ends, since an earlier holder's doubt remains.
   */
  release(effect: EffectKey, token: string): Promise<void>;
  /** Keeps the shape of an answer that nobody documents, for whichever attempt finds out what happened. The latest stands. */
  noteUndocumented(effect: AnsweredEffect, shape: string): Promise<void>;
  /** @returns the shape that was noted */
  undocumentedAnswer(effect: AnsweredEffect): Promise<string | undefined>;
  /** Takes the group's handover lease, over all instances. @returns ms to wait while another exit has it, else 0 */
  takeHandover(groupId: string, token: string, leaseMs: number): Promise<number>;
  giveBackHandover(groupId: string, token: string): Promise<void>;
  /** `Inactive - Withdrawn`, with its proof. Idempotent. */
  markWithdrawn(group: GroupKey & { exitId: string }, evidence: Evidence): Promise<void>;
  /** Back to `Active`: the exit was abandoned and we are still a member. */
  markActive(group: GroupKey & { exitId: string }): Promise<void>;
  /** Keeps the receipt; the last one written for an exit stands. */
  saveReceipt(receipt: Receipt): Promise<void>;
  /** The newest receipt of a group. */
  latestReceipt(group: GroupKey): Promise<Receipt | undefined>;
  /** Remembers an instance's own identities, so that other numbers' exits know an admin of ours. */
  saveIdentity(instanceId: string, me: PersonId[]): Promise<void>;
  /** Own identities by instance id. */
  identities(): Promise<Map<string, PersonId[]>>;
  counts(): Promise<BookCounts>;
  /** @throws when the database does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The membership row does not belong to the exit that wants to act: another one has begun since, or none was opened.
 * Asking again does not change that.
 */
export class SupersededExit extends Error {
  override readonly name = 'SupersededExit';
}
