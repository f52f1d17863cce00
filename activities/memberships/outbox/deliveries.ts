import { sql, type Kysely, type Transaction } from 'kysely';
import type { DueEvent, NextTry, OutboxCounts } from '../../outbox/outbox.ts';
import { fromJson } from '../json.ts';
import { fromNow, nowMs } from '../now.ts';
import type { Tables } from '../tables.ts';

/** Rows in one statement. */
const FORGOTTEN_AT_ONCE = 5_000;

export async function whatIsDue(db: Kysely<Tables>, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('sequence')
    .where('ended_as', 'is', null)
    .where('next_try_at_ms', '<=', nowMs)
    .orderBy('next_try_at_ms')
    .limit(limit)
    .execute();
  return rows.map(({ sequence }) => sequence);
}

/** Those of them that are still due: another worker may have taken some since. */
export async function takeDue(
  trx: Transaction<Tables>,
  sequences: readonly number[],
  leaseMs: number,
): Promise<DueEvent[]> {
  const rows = await trx
    .updateTable('outbox')
    .set((row) => ({ next_try_at_ms: fromNow(leaseMs), attempts: row('attempts', '+', 1) }))
    .where('sequence', 'in', sequences)
    .where('ended_as', 'is', null)
    .where('next_try_at_ms', '<=', nowMs)
    .returningAll()
    .returning(nowMs.as('now_ms'))
    .execute();
  return rows
    .map((row) => ({
      eventId: row.event_id,
      type: row.type,
      data: fromJson(row.data),
      sequence: row.sequence,
      createdAtMs: row.created_at_ms,
      ageMs: row.now_ms - row.created_at_ms,
      attempt: row.attempts,
    }))
    .toSorted((one, other) => one.sequence - other.sequence);
}

export async function markDelivered(trx: Transaction<Tables>, eventId: string): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ ended_as: 'delivered', ended_at_ms: nowMs, last_failure: null })
    .where('event_id', '=', eventId)
    .execute();
}

export async function markTried(
  trx: Transaction<Tables>,
  { eventId, attempt }: DueEvent,
  why: string,
  next: NextTry,
): Promise<void> {
  const end =
    next.kind === 'never'
      ? ({ ended_as: 'failed', ended_at_ms: nowMs } as const)
      : { next_try_at_ms: fromNow(next.delayMs) };
  await trx
    .updateTable('outbox')
    .set({ last_failure: why, ...end })
    .where('event_id', '=', eventId)
    .where('attempts', '=', attempt)
    .where('ended_as', 'is', null)
    .execute();
}

export async function forgetDelivered(trx: Transaction<Tables>, olderThanMs: number): Promise<number> {
  const old = await trx
    .selectFrom('outbox')
    .select('sequence')
    .where('ended_as', '=', 'delivered')
    .where('ended_at_ms', '<', fromNow(-olderThanMs))
    .limit(FORGOTTEN_AT_ONCE)
    .execute();
  if (old.length === 0) return 0;
  const sequences = old.map(({ sequence }) => sequence);
  await trx.deleteFrom('outbox').where('sequence', 'in', sequences).execute();
  return old.length;
}

export async function countOutbox(db: Kysely<Tables>): Promise<OutboxCounts> {
  const counts = await db
    .selectFrom('outbox')
    .select((row) => [
      'ended_as',
      row.fn.countAll<number | string>().as('count'),
      sql<number | string>`${nowMs} - min(created_at_ms)`.as('oldest_ms'),
    ])
    .where((row) => row.or([row('ended_as', 'is', null), row('ended_as', '=', 'failed')]))
    .groupBy('ended_as')
    .execute();
  const pending = counts.find((row) => row.ended_as === null);
  const failed = counts.find((row) => row.ended_as === 'failed');
  return {
    pending: Number(pending?.count ?? 0),
    oldestMs: Number(pending?.oldest_ms ?? 0),
    failed: Number(failed?.count ?? 0),
  };
}
