import type { Expression, ExpressionBuilder, Kysely, Selectable, SqlBool, Transaction } from 'kysely';
import { markLeaving, takeBackLeaving } from './exits.ts';
import { fromJson, toJson } from './json.ts';
import { fromNow, nowMs } from './now.ts';
import { ofExit } from './rows.ts';
import { SupersededExit } from './memberships.ts';
import type { Claim, ClaimRequest, EffectKey } from './memberships.ts';
import type { Evidence } from '../receipt.ts';
import type { ClaimRow, Tables } from './tables.ts';

type Trx = Transaction<Tables>;
type KnownClaim = Selectable<ClaimRow> & { now_ms: number };

export async function claim(trx: Trx, request: ClaimRequest): Promise<Claim> {
  await refuseSuperseded(trx, request);
  const known = await readClaim(trx, request);
  if (known === undefined) return claimFirst(trx, request);
  if (known.evidence !== null) {
    return { kind: 'done', evidence: fromJson(known.evidence), claimedAtMs: known.claimed_at_ms };
  }
  const waitMs = waitFor(known, request);
  return waitMs > 0 ? { kind: 'held', waitMs } : claimAgain(trx, request, known);
}

export async function hasClaim(trx: Kysely<Tables>, effect: EffectKey): Promise<boolean> {
  return (await readClaim(trx, effect)) !== undefined;
}

/** An attempt that outlived its exit must not say goodbye a second time beside the exit that came after. */
async function refuseSuperseded(trx: Trx, request: ClaimRequest): Promise<void> {
  const row = await trx.selectFrom('memberships').select('exit_id').where(ofExit(request)).executeTakeFirst();
  if (row !== undefined) return;
  throw new SupersededExit(
    `Exit ${request.exitId} may not claim its ${request.effect}: the membership row does not belong to it, most likely ` +
      'because another exit of this group has begun since. Nothing was done; look at that exit.',
  );
}

async function readClaim(trx: Kysely<Tables>, effect: EffectKey): Promise<KnownClaim | undefined> {
  return trx.selectFrom('claims').selectAll().select(nowMs.as('now_ms')).where(ofEffect(effect)).executeTakeFirst();
}

/** @returns ms until a new attempt may act; 0 or less when it may now */
function waitFor(known: KnownClaim, request: ClaimRequest): number {
  if (known.lease_until_ms === null) return 0;
  const isOurs = known.token === request.token && known.lease_until_ms > known.now_ms;
  return isOurs ? 0 : known.lease_until_ms + request.settleMs - known.now_ms;
}

async function claimFirst(trx: Trx, request: ClaimRequest): Promise<Claim> {
  const { claimed_at_ms } = await trx
    .insertInto('claims')
    .values({
      exit_id: request.exitId,
      effect: request.effect,
      token: request.token,
      lease_until_ms: fromNow(request.leaseMs),
      message_id: request.messageId ?? null,
      claimed_at_ms: nowMs,
    })
    .returning('claimed_at_ms')
    .executeTakeFirstOrThrow();
  await markLeaving(trx, request);
  return ours(true, request.messageId ?? null, claimed_at_ms, 0);
}

async function claimAgain(trx: Trx, request: ClaimRequest, known: KnownClaim): Promise<Claim> {
  await trx
    .updateTable('claims')
    .set({ token: request.token, lease_until_ms: fromNow(request.leaseMs), attempts: known.attempts + 1 })
    .where(ofEffect(request))
    .execute();
  await markLeaving(trx, request);
  return ours(false, known.message_id, known.claimed_at_ms, known.doubts ?? 0);
}

function ours(fresh: boolean, messageId: string | null, claimedAtMs: number, doubts: number): Claim {
  return { kind: 'ours', fresh, ...(messageId === null ? {} : { messageId }), claimedAtMs, doubts };
}

export async function renew(trx: Trx, effect: EffectKey, token: string, leaseMs: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('claims')
    .set({ lease_until_ms: fromNow(leaseMs) })
    .where(ofEffect(effect))
    .where('token', '=', token)
    .where('evidence', 'is', null)
    .where('lease_until_ms', '>', nowMs)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function noteDoubt(trx: Trx, effect: EffectKey): Promise<void> {
  await trx
    .updateTable('claims')
    .set((row) => ({ doubts: row(row.fn.coalesce('doubts', row.val(0)), '+', 1) }))
    .where(ofEffect(effect))
    .execute();
}

export async function settle(trx: Trx, effect: EffectKey, evidence: Evidence): Promise<void> {
  const text = toJson(evidence);
  await trx
    .insertInto('claims')
    .values({ exit_id: effect.exitId, effect: effect.effect, claimed_at_ms: nowMs, evidence: text })
    .onConflict((conflict) =>
      // The first evidence stands.
      conflict.columns(['exit_id', 'effect']).doUpdateSet({ evidence: text }).where('claims.evidence', 'is', null),
    )
    .execute();
}

export async function release(trx: Trx, effect: EffectKey, token: string): Promise<void> {
  const known = await readClaim(trx, effect);
  if (known === undefined || known.token !== token || known.evidence !== null) return;
  if (known.attempts > 1) {
    await trx.updateTable('claims').set({ token: null, lease_until_ms: null }).where(ofEffect(effect)).execute();
    return;
  }
  await trx.deleteFrom('claims').where(ofEffect(effect)).execute();
  const other = await trx.selectFrom('claims').select('effect').where('exit_id', '=', effect.exitId).executeTakeFirst();
  if (other === undefined) await takeBackLeaving(trx, effect);
}

function ofEffect({ exitId, effect }: EffectKey) {
  return (row: ExpressionBuilder<Tables, 'claims'>): Expression<SqlBool> => row.and({ exit_id: exitId, effect });
}
