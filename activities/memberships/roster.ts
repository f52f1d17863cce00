import type { Selectable, Transaction } from 'kysely';
import type { ImportCounts, RosterRow } from '../roster/roster.ts';
import { toJson } from './json.ts';
import type { GroupKey } from './memberships.ts';
import type { MembershipRow, Tables } from './tables.ts';

/** Of a row that an import may change; never the status, which exits write. */
const COLUMNS = ['client_id', 'group_name', 'last_activity_ms', 'keep', 'successors'] as const;

type Known = Pick<Selectable<MembershipRow>, 'instance_id' | 'group_id' | (typeof COLUMNS)[number]>;

const nothing = { client_id: null, group_name: null, last_activity_ms: null, keep: null, successors: null };

export async function importRows(trx: Transaction<Tables>, rows: readonly RosterRow[]): Promise<ImportCounts> {
  const known = await knownRows(trx, rows);
  const written: Known[] = [];
  const counts: ImportCounts = { added: 0, changed: 0, unchanged: 0 };
  for (const row of rows) {
    const before = known.get(keyOf(row));
    const after = merged(before, row);
    const what = before === undefined ? 'added' : isSame(before, after) ? 'unchanged' : 'changed';
    counts[what] += 1;
    if (what !== 'unchanged') written.push(after);
  }
  if (written.length > 0) await upsert(trx, written);
  return counts;
}

async function knownRows(trx: Transaction<Tables>, rows: readonly RosterRow[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  for (const instanceId of new Set(rows.map((row) => row.instanceId))) {
    const groups = rows.filter((row) => row.instanceId === instanceId).map(({ groupId }) => groupId);
    const found = await trx
      .selectFrom('memberships')
      .select(['instance_id', 'group_id', ...COLUMNS])
      .where('instance_id', '=', instanceId)
      .where('group_id', 'in', groups)
      .execute();
    for (const row of found) known.set(keyOf({ instanceId, groupId: row.group_id }), row);
  }
  return known;
}

/** What a row leaves out stays. */
function merged(before: Known | undefined, row: RosterRow): Known {
  const { instanceId, groupId, clientId, groupName, lastActivityMs, keep, successors } = row;
  return {
    ...(before ?? { instance_id: instanceId, group_id: groupId, ...nothing }),
    ...(clientId !== undefined && { client_id: clientId }),
    ...(groupName !== undefined && { group_name: groupName }),
    ...(lastActivityMs !== undefined && { last_activity_ms: lastActivityMs }),
    ...(keep !== undefined && { keep: keep ? 1 : 0 }),
    ...(successors !== undefined && { successors: successors.length > 0 ? toJson(successors) : null }),
  };
}

function isSame(before: Known, after: Known): boolean {
  return COLUMNS.every((column) => before[column] === after[column]);
}

async function upsert(trx: Transaction<Tables>, rows: Known[]): Promise<void> {
  await trx
    .insertInto('memberships')
    .values(rows.map((row) => ({ ...row, status: 'Active' as const })))
    .onConflict((conflict) =>
      conflict
        .columns(['instance_id', 'group_id'])
        .doUpdateSet((row) => Object.fromEntries(COLUMNS.map((column) => [column, row.ref(`excluded.${column}`)]))),
    )
    .execute();
}

function keyOf({ instanceId, groupId }: GroupKey): string {
  return `${instanceId}/${groupId}`;
}
