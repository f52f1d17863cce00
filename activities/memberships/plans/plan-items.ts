import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ItemCursor, NewItem, PlanItem } from '../../plans/plan.ts';
import { nowMs } from '../now.ts';
import type { PlanItemRow, Tables } from '../tables.ts';
import { planRow, requireReading } from './plan-row.ts';

/** Rows in one statement: databases limit its parameters (SQLite to 32,766). */
const ROWS_AT_ONCE = 1_000;

export async function addItems(
  trx: Transaction<Tables>,
  planId: string,
  instanceId: string,
  items: readonly NewItem[],
): Promise<void> {
  requireReading(planId, await planRow(trx, planId));
  await trx.deleteFrom('plan_items').where('plan_id', '=', planId).where('instance_id', '=', instanceId).execute();
  for (let from = 0; from < items.length; from += ROWS_AT_ONCE) {
    const rows = items
      .slice(from, from + ROWS_AT_ONCE)
      .map((item, index) => ({ plan_id: planId, instance_id: instanceId, ...rowOf(item, from + index + 1) }));
    await trx.insertInto('plan_items').values(rows).execute();
  }
}

function rowOf(item: NewItem, position: number) {
  const skipped = item.verdict === 'skip';
  return {
    group_id: item.groupId,
    position,
    group_name: item.groupName ?? null,
    client_id: item.clientId ?? null,
    verdict: item.verdict,
    code: item.code ?? null,
    detail: item.detail ?? null,
    requests: item.requests,
    state: skipped ? 'settled' : 'open',
    outcome: skipped ? 'skipped' : null,
    outcome_code: skipped ? (item.code ?? null) : null,
    settled_at_ms: skipped ? nowMs : null,
  } as const;
}

export async function itemPage(
  db: Kysely<Tables>,
  planId: string,
  { after, limit }: { after?: ItemCursor; limit: number },
): Promise<PlanItem[]> {
  const rows = await db
    .selectFrom('plan_items')
    .selectAll()
    .where('plan_id', '=', planId)
    .$if(after !== undefined, (query) =>
      query.where((row) =>
        row.or([
          row('instance_id', '>', after?.instanceId ?? ''),
          row.and([row('instance_id', '=', after?.instanceId ?? ''), row('position', '>', after?.position ?? 0)]),
        ]),
      ),
    )
    .orderBy('instance_id')
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map(itemOf);
}

/** One item in the words of the port. */
function itemOf(row: Selectable<PlanItemRow>): PlanItem {
  return {
    instanceId: row.instance_id,
    groupId: row.group_id,
    position: row.position,
    groupName: row.group_name ?? undefined,
    clientId: row.client_id ?? undefined,
    verdict: row.verdict,
    code: row.code ?? undefined,
    detail: row.detail ?? undefined,
    requests: row.requests,
    state: row.state,
    outcome: row.outcome ?? undefined,
    outcomeCode: row.outcome_code ?? undefined,
    exitId: row.exit_id ?? undefined,
    settledAtMs: row.settled_at_ms ?? undefined,
  };
}
