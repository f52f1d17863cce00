import type { Kysely, Transaction } from 'kysely';
import type { ResignationHoldRow, WaitingHold } from '../../plans/holds.ts';
import type { GroupKey } from '../memberships.ts';
import type { Tell } from '../outbox/telling.ts';
import type { Tables } from '../tables.ts';

export async function noteHold(trx: Transaction<Tables>, hold: WaitingHold, tell: Tell): Promise<void> {
  // One exit at a time: what is there is of an exit that ended without a receipt.
  await dropHold(trx, hold);
  await trx
    .insertInto('holds')
    .values({
      exit_id: hold.exitId,
      instance_id: hold.instanceId,
      group_id: hold.groupId,
      kind: hold.kind,
      question: hold.question,
      since_ms: hold.sinceMs,
    })
    .execute();
  const { sinceMs, ...data } = hold;
  await tell({ type: 'exit.held', data, once: onceOf(hold.exitId, sinceMs) });
}

/** A person has decided, or a proof came that ended it. */
export async function endHold(trx: Transaction<Tables>, group: GroupKey, tell: Tell): Promise<void> {
  for (const { exitId, kind, sinceMs } of await dropHold(trx, group)) {
    const { instanceId, groupId } = group;
    await tell({
      type: 'exit.decided',
      data: { instanceId, groupId, exitId, kind },
      once: onceOf(exitId, sinceMs),
    });
  }
}

function onceOf(exitId: string, sinceMs: number): string {
  return `${exitId}/${sinceMs}`;
}

/** @returns what is waited for no more */
export async function dropHold(
  trx: Transaction<Tables>,
  { instanceId, groupId }: GroupKey,
): Promise<Array<Pick<WaitingHold, 'exitId' | 'kind' | 'sinceMs'>>> {
  return trx
    .deleteFrom('holds')
    .where('instance_id', '=', instanceId)
    .where('group_id', '=', groupId)
    .returning(['exit_id as exitId', 'kind', 'since_ms as sinceMs'])
    .execute();
}

export async function holdsOfPlan(
  db: Kysely<Tables>,
  planId: string,
  after: string | undefined,
  limit: number,
): Promise<ResignationHoldRow[]> {
  const rows = await db
    .selectFrom('holds')
    .innerJoin('plan_items', (join) =>
      join
        .onRef('plan_items.instance_id', '=', 'holds.instance_id')
        .onRef('plan_items.group_id', '=', 'holds.group_id'),
    )
    .selectAll('holds')
    .select('plan_items.group_name')
    .where('plan_items.plan_id', '=', planId)
    .where('plan_items.state', 'in', ['started', 'joined'])
    .$if(after !== undefined, (query) => query.where('holds.exit_id', '>', after ?? ''))
    .orderBy('holds.exit_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    exitId: row.exit_id,
    instanceId: row.instance_id,
    groupId: row.group_id,
    groupName: row.group_name,
    kind: row.kind,
    question: row.question,
    sinceMs: row.since_ms,
  }));
}
