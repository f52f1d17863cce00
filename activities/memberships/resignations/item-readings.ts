import { sql, type Kysely } from 'kysely';
import type { PersonId } from '../../gateways/gateway.ts';
import type { ItemState } from '../../plans/plan.ts';
import type { NumberCounts, ReportCursor, ReportRow, UnsettledItem } from '../../plans/resignations.ts';
import { fromJson } from '../json.ts';
import type { GroupKey } from '../memberships.ts';
import { nowMs } from '../now.ts';
import { ofGroup } from '../rows.ts';
import type { Tables } from '../tables.ts';

type Db = Kysely<Tables>;

/** Enough for one page of signals or look-ups. */
const PAGE = 500;
const HOUR_MS = 3_600_000;

export async function unsettled(
  db: Db,
  planId: string,
  instanceId: string | undefined,
  after: GroupKey | undefined,
): Promise<UnsettledItem[]> {
  const rows = await db
    .selectFrom('plan_items')
    .leftJoin('holds', (join) =>
      join
        .onRef('holds.instance_id', '=', 'plan_items.instance_id')
        .onRef('holds.group_id', '=', 'plan_items.group_id'),
    )
    .select(['plan_items.instance_id', 'plan_items.group_id', 'plan_items.state', 'holds.exit_id as held'])
    .where('plan_id', '=', planId)
    .where('state', 'in', ['started', 'joined'])
    .$if(instanceId !== undefined, (query) => query.where('plan_items.instance_id', '=', instanceId ?? ''))
    .$if(after !== undefined, (query) =>
      query.where((row) =>
        row(
          row.refTuple('plan_items.instance_id', 'plan_items.group_id'),
          '>',
          row.tuple(after?.instanceId ?? '', after?.groupId ?? ''),
        ),
      ),
    )
    .orderBy('plan_items.instance_id')
    .orderBy('plan_items.group_id')
    .limit(PAGE)
    .execute();
  return rows.map((row) => ({
    instanceId: row.instance_id,
    groupId: row.group_id,
    state: row.state === 'joined' ? 'joined' : 'started',
    held: row.held !== null,
  }));
}

export async function countItems(db: Db, planId: string): Promise<NumberCounts[]> {
  const rows = await db
    .selectFrom('plan_items')
    .leftJoin('holds', (join) =>
      join
        .onRef('holds.instance_id', '=', 'plan_items.instance_id')
        .onRef('holds.group_id', '=', 'plan_items.group_id')
        .on('plan_items.state', 'in', ['started', 'joined']),
    )
    .select((row) => [
      'plan_items.instance_id',
      'state',
      'outcome',
      row.fn.countAll<number | string>().as('count'),
      row.fn.count<number | string>('holds.exit_id').as('held'),
      sql<number | string>`sum(case when settled_at_ms > ${nowMs} - ${sql.lit(HOUR_MS)} then 1 else 0 end)`.as(
        'last_hour',
      ),
    ])
    .where('plan_id', '=', planId)
    .groupBy(['plan_items.instance_id', 'state', 'outcome'])
    .orderBy('plan_items.instance_id')
    .execute();
  const numbers = new Map<string, NumberCounts>();
  for (const row of rows) {
    const number = numbers.get(row.instance_id) ?? nothingCounted(row.instance_id);
    numbers.set(row.instance_id, number);
    number.byState[row.state] += Number(row.count);
    number.holds += Number(row.held);
    if (row.outcome === null) continue;
    number.byOutcome[row.outcome] = Number(row.count);
    if (row.outcome !== 'skipped') number.lastHour += Number(row.last_hour);
  }
  return [...numbers.values()];
}

function nothingCounted(instanceId: string): NumberCounts {
  const byState: Record<ItemState, number> = { open: 0, started: 0, joined: 0, settled: 0 };
  return { instanceId, byState, byOutcome: {}, holds: 0, lastHour: 0 };
}

export async function reportRows(
  db: Db,
  planId: string,
  after: ReportCursor | undefined,
  limit: number,
): Promise<ReportRow[]> {
  const rows = await db
    .selectFrom('plan_items')
    .leftJoin('receipts', 'receipts.exit_id', 'plan_items.exit_id')
    .selectAll('plan_items')
    .select('receipts.receipt')
    .where('plan_id', '=', planId)
    .$if(after !== undefined, (query) =>
      query.where((row) =>
        row(
          row.refTuple('plan_items.instance_id', 'position'),
          '>',
          row.tuple(after?.instanceId ?? '', after?.position ?? 0),
        ),
      ),
    )
    .orderBy('plan_items.instance_id')
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    instanceId: row.instance_id,
    groupId: row.group_id,
    position: row.position,
    groupName: row.group_name,
    clientId: row.client_id,
    verdict: row.verdict,
    code: row.code,
    detail: row.detail,
    state: row.state,
    outcome: row.outcome,
    outcomeCode: row.outcome_code,
    settledAtMs: row.settled_at_ms,
    receipt: row.receipt === null ? null : fromJson(row.receipt),
  }));
}

/** A group's own people know it best, so they go before those of its resignation: as plans have it, too. */
export async function successorsOf(db: Db, group: GroupKey): Promise<PersonId[]> {
  const row = await db.selectFrom('memberships').select('successors').where(ofGroup(group)).executeTakeFirst();
  const own = row === undefined || row.successors === null ? [] : fromJson(row.successors);
  if (own.length > 0) return own;
  const plan = await db
    .selectFrom('plan_items')
    .innerJoin('plans', 'plans.plan_id', 'plan_items.plan_id')
    .select('plans.request')
    .where('instance_id', '=', group.instanceId)
    .where('group_id', '=', group.groupId)
    .where('plan_items.state', '=', 'started')
    .executeTakeFirst();
  return plan === undefined ? [] : fromJson(plan.request).wishes.successors;
}
