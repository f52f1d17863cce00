import type { Kysely } from 'kysely';
import type { KnownGroup } from '../../plans/plan.ts';
import { fromJson } from '../json.ts';
import type { GroupKey } from '../memberships.ts';
import type { Tables } from '../tables.ts';

const IDS_AT_ONCE = 1_000;

export async function knownGroups(db: Kysely<Tables>, instanceId: string): Promise<KnownGroup[]> {
  const rows = await db
    .selectFrom('memberships')
    .select(['group_id', 'status', 'group_name', 'client_id', 'last_activity_ms', 'keep', 'successors'])
    .where('instance_id', '=', instanceId)
    .orderBy('group_id')
    .execute();
  return rows.map((row) => ({
    groupId: row.group_id,
    status: row.status,
    groupName: row.group_name ?? undefined,
    clientId: row.client_id ?? undefined,
    lastActivityMs: row.last_activity_ms ?? undefined,
    keep: row.keep === 1,
    successors: row.successors === null ? [] : fromJson(row.successors),
  }));
}

export async function instancesOfClient(db: Kysely<Tables>, clientId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('memberships')
    .select('instance_id')
    .distinct()
    .where('client_id', '=', clientId)
    .orderBy('instance_id')
    .execute();
  return rows.map((row) => row.instance_id);
}

export async function groupsOfOthers(
  db: Kysely<Tables>,
  groups: readonly GroupKey[],
): Promise<Array<GroupKey & { others: string[] }>> {
  const holders = await instancesByGroup(
    db,
    groups.map(({ groupId }) => groupId),
  );
  return groups.flatMap(({ instanceId, groupId }) => {
    const others = holders.get(groupId) ?? [];
    return others.length === 0 || others.includes(instanceId) ? [] : { instanceId, groupId, others };
  });
}

async function instancesByGroup(db: Kysely<Tables>, ids: string[]): Promise<Map<string, string[]>> {
  const holders = new Map<string, string[]>();
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const rows = await db
      .selectFrom('memberships')
      .select(['instance_id', 'group_id'])
      .where('group_id', 'in', ids.slice(from, from + IDS_AT_ONCE))
      .execute();
    for (const { instance_id, group_id } of rows) {
      holders.set(group_id, [...(holders.get(group_id) ?? []), instance_id]);
    }
  }
  return holders;
}
