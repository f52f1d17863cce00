import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { finalFailure, notYet, typeOfKind } from './failures.ts';
import { GatewayFailure } from './gateways/gateway-failure.ts';
import type { EffectKey, Memberships } from './memberships/memberships.ts';
import type { Evidence } from './receipt.ts';

/** What an effect needs to happen once (rule 7). */
export interface Effect {
  key: EffectKey;
  /** Longest time that {@link Effect.act} can take, ms: longer than the call's own deadline. */
  leaseMs: number;
  /** How much longer the gateway may take to finish what a dead attempt asked for, ms. */
  settleMs: number;
  /** How often people have asked to try once more, after tries that did nothing. */
  retries?: number;
  /** Makes the id to send with and to look for; asked only while nobody has claimed the effect. */
  newMessageId?(): Promise<string | undefined>;
  /** Does it. */
  act(claim: { messageId?: string }): Promise<Evidence>;
  /** Looks whether an earlier attempt did it; `undefined` when a reading that worked says no. */
  look(claim: { messageId?: string; claimedAtMs: number }): Promise<Evidence | undefined>;
}

/**
 * Makes an effect that people see happen once, over attempts, workers and runs: claim it in the books, look where an
 * earlier holder may have acted, act, settle. A claim whose outcome is in doubt stays until lease and settling time are over.
 * @returns the evidence, and when the effect was first claimed by the database's clock (ms since epoch)
 * @throws `EffectUnsettled` (benign) while another attempt may still act or its request may still take effect;
 * `UnknownOutcome` when it may have happened and no reading is to be had; a {@link GatewayFailure} when it surely has not happened
 */
export async function once(
  effect: Effect,
  claims: Claims & Pick<Memberships, 'hasClaim' | 'claim' | 'settle' | 'undocumentedAnswer'>,
): Promise<{ evidence: Evidence; claimedAtMs: number }> {
  const token = randomUUID();
  const { key, leaseMs, settleMs } = effect;
  // Where an earlier attempt has claimed it, a gateway that gives no id now must not hide that attempt's doubt.
  const messageId = (await claims.hasClaim(key)) ? undefined : await effect.newMessageId?.();
  const claim = await claims.claim({ ...key, token, leaseMs, settleMs, messageId });
  if (claim.kind === 'done') return { evidence: claim.evidence, claimedAtMs: claim.claimedAtMs };
  if (claim.kind === 'held') throw unsettled(effect, claim.waitMs);
  const undocumented = claim.fresh ? undefined : await claims.undocumentedAnswer(key);
  const ours = { ...claim, undocumented };
  const found = claim.fresh ? undefined : await lookTwice(effect, ours, claims, token);
  if (!found) await refuseEndless(effect, ours, claims, token);
  const proof = found ?? (await actUnderClaim(effect, ours, claims, token));
  const evidence = undocumented === undefined ? proof : { undocumented, ...proof };
  await claims.settle(key, evidence);
  return { evidence, claimedAtMs: claim.claimedAtMs };
}

interface Ours {
  fresh: boolean;
  doubts: number;
  messageId?: string;
  claimedAtMs: number;
  /** What an earlier attempt was answered, where nobody documents that. */
  undocumented: string | undefined;
}
type Claims = Pick<Memberships, 'renew' | 'release' | 'noteDoubt' | 'noteUndocumented'>;

/** Two readings have to agree that it did not happen: message lists lag behind (WAHA #1968). */
async function lookTwice(effect: Effect, claim: Ours, claims: Claims, token: string): Promise<Evidence | undefined> {
  try {
    const seen = await effect.look(claim);
    if (seen) return seen;
    await pause(Math.min(LOOK_GAP_MS, effect.settleMs));
    return await effect.look(claim);
  } catch (error) {
    await claims.release(effect.key, token);
    if (!(error instanceof GatewayFailure) || error.kind === 'retry' || error.kind === 'restricted')
      throw inDoubt(effect, claim, error);
    const message = `${doubt(effect, claim)}, and no reading is to be had: ${error.message}`;
    throw finalFailure('UnknownOutcome', message, { code: error.code });
  }
}

const LOOK_GAP_MS = 2_000;

/** Asked more often than this in vain, a gateway is not asked again without a person: repeated commands get numbers banned. */
const MOST_DOUBTS = 3;

/** @throws `UnknownOutcome` when attempt after attempt was in doubt and did nothing */
async function refuseEndless(effect: Effect, claim: Ours, claims: Claims, token: string): Promise<void> {
  if (claim.doubts < MOST_DOUBTS * (1 + (effect.retries ?? 0))) return;
  await claims.release(effect.key, token);
  const answer = claim.undocumented === undefined ? '' : ` (its answer: ${claim.undocumented})`;
  const message = `the gateway was asked ${claim.doubts} times for the ${effect.key.effect} without a clear answer${answer}, and readings show that nothing has happened`;
  throw finalFailure('UnknownOutcome', message, { code: 'asked-in-vain', inDoubt: true });
}

async function actUnderClaim(effect: Effect, claim: Ours, claims: Claims, token: string): Promise<Evidence> {
  // Between the claim and here the process may have been stopped and thawed: whoever lost the claim must not act.
  if (!(await claims.renew(effect.key, token, effect.leaseMs))) throw unsettled(effect, effect.settleMs);
  try {
    return await effect.act(claim);
  } catch (error) {
    if (!(error instanceof GatewayFailure) || error.kind === 'unknown') {
      await claims.noteDoubt(effect.key);
      const seen = error instanceof GatewayFailure && (await lookAfterOddAnswer(effect, claim, claims, error));
      if (seen) return seen;
      throw unsettled(effect, effect.leaseMs + effect.settleMs, error);
    }
    await claims.release(effect.key, token);
    throw claim.fresh ? error : inDoubt(effect, claim, error);
  }
}

/** With an earlier attempt on record no failure may let the workflow go on as if nothing had happened. */
function inDoubt(effect: Effect, claim: Ours, error: unknown): unknown {
  if (!(error instanceof GatewayFailure)) return error;
  const { kind, code, retryAfterMs } = error;
  const message = `${doubt(effect, claim)}; now: ${error.message}`;
  if (kind === 'retry') return notYet('EffectUnsettled', message, { code, retryAfterMs });
  return finalFailure(typeOfKind[kind], message, { code, inDoubt: true });
}

/** A gateway that answered, in whatever way, has finished: what it did can be seen at once, and an absence later. */
async function lookAfterOddAnswer(
  effect: Effect,
  claim: Ours,
  claims: Claims,
  { undocumented }: GatewayFailure,
): Promise<Evidence | undefined> {
  if (undocumented === undefined) return undefined;
  // Before the look: a process that dies in it must not take the only trace along.
  await claims.noteUndocumented(effect.key, undocumented);
  try {
    const seen = await effect.look(claim);
    return seen && { ...seen, undocumented };
  } catch (error) {
    // The doubt stays, and so does the answer that caused it.
    if (error instanceof GatewayFailure) return undefined;
    throw error;
  }
}

function unsettled(effect: Effect, waitMs: number, cause?: unknown): Error {
  const why = cause instanceof Error ? `: ${cause.message.replace(/\.$/, '')}` : '';
  const message = `${doubt(effect)}${why}. It is looked at once that attempt can no longer take effect`;
  return notYet('EffectUnsettled', message, { code: 'unsettled', retryAfterMs: Math.max(waitMs, 1) });
}

function doubt({ key }: Effect, claim?: Ours): string {
  const answer = claim?.undocumented === undefined ? '' : ` (its answer: ${claim.undocumented})`;
  return `an attempt at the ${key.effect} may have taken effect${answer}`;
}
