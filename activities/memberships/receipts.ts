import type { Kysely, Transaction } from 'kysely';
import { fromJson, toJson } from './json.ts';
import type { BookCounts, GroupKey } from './memberships.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Receipt } from '../receipt.ts';
import type { Tell } from './outbox/telling.ts';
import { dropHold } from './resignations/holds.ts';
import { settleItemsOf } from './resignations/items.ts';
import type { Tables } from './tables.ts';

export async function saveReceipt(trx: Transaction<Tables>, receipt: Receipt, tell: Tell): Promise<void> {
  const kept = {
    outcome: receipt.outcome,
    finished_at_ms: Date.parse(receipt.finishedAt),
    receipt: toJson(receipt),
  };
  await trx
    .insertInto('receipts')
    .values({ exit_id: receipt.exitId, instance_id: receipt.instanceId, group_id: receipt.groupId, ...kept })
    .onConflict((conflict) => conflict.column('exit_id').doUpdateSet(kept))
    .execute();
  await settleItemsOf(trx, receipt);
  await dropHold(trx, receipt);
  await tell(exitFinished(receipt));
}

/** A receipt that is written again is the same event, unless it says something else. */
function exitFinished(receipt: Receipt): OutboxEvent {
  const { instanceId, groupId, exitId, clientId, reason, outcome, code, summary, startedAt, finishedAt } = receipt;
  return {
    type: 'exit.finished',
    data: {
      instanceId,
      groupId,
      exitId,
      clientId: clientId ?? null,
      reason,
      outcome,
      code: code ?? null,
      summary,
      startedAt,
      finishedAt,
    },
    // Not its time: a crash may have the receipt made again, some ms later.
    once: `${exitId}/${outcome}/${code ?? ''}`,
  };
}

export async function receiptOf(db: Kysely<Tables>, exitId: string): Promise<Receipt | undefined> {
  const row = await db.selectFrom('receipts').select('receipt').where('exit_id', '=', exitId).executeTakeFirst();
  return row === undefined ? undefined : fromJson(row.receipt);
}

export async function latestReceipt(db: Kysely<Tables>, group: GroupKey): Promise<Receipt | undefined> {
  const row = await db
    .selectFrom('receipts')
    .select('receipt')
    .where('instance_id', '=', group.instanceId)
    .where('group_id', '=', group.groupId)
    .orderBy('finished_at_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : fromJson(row.receipt);
}

export async function countBooks(db: Kysely<Tables>): Promise<BookCounts> {
  const outcomes = await db
    .selectFrom('receipts')
    .select((row) => ['outcome', row.fn.countAll<number | string>().as('count')])
    .groupBy('outcome')
    .execute();
  const leaving = await db
    .selectFrom('memberships')
    .select((row) => row.fn.countAll<number | string>().as('count'))
    .where('status', '=', 'Leaving')
    .executeTakeFirstOrThrow();
  return {
    receiptsByOutcome: Object.fromEntries(outcomes.map(({ outcome, count }) => [outcome, Number(count)])),
    leaving: Number(leaving.count),
  };
}
