import type { ExpressionBuilder, Kysely, SqlBool, Expression } from 'kysely';
import { fromJson } from './json.ts';
import type { Tables } from './tables.ts';
import type { GroupKey, Membership } from './memberships.ts';

/** The condition that picks one row of memberships. */
export function ofGroup({ instanceId, groupId }: GroupKey) {
  return (row: ExpressionBuilder<Tables, 'memberships'>): Expression<SqlBool> =>
    row.and({ instance_id: instanceId, group_id: groupId });
}

/** The same, but only while the row belongs to that exit: a late write of an earlier exit must not reach it. */
export function ofExit({ exitId, ...group }: GroupKey & { exitId: string }) {
  return (row: ExpressionBuilder<Tables, 'memberships'>): Expression<SqlBool> =>
    row.and([ofGroup(group)(row), row('exit_id', '=', exitId)]);
}

/** One row of memberships in the words of the port. */
export async function readMembership(db: Kysely<Tables>, group: GroupKey): Promise<Membership | undefined> {
  const row = await db.selectFrom('memberships').selectAll().where(ofGroup(group)).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    instanceId: row.instance_id,
    groupId: row.group_id,
    status: row.status,
    clientId: row.client_id,
    reason: row.reason,
    inviteCode: row.invite_code,
    inviteCodeSavedAtMs: row.invite_code_saved_at_ms,
    exitId: row.exit_id,
    leavingSinceMs: row.leaving_since_ms,
    withdrawnAtMs: row.withdrawn_at_ms,
    evidence: row.evidence === null ? null : fromJson(row.evidence),
    neverSeenIn: row.never_seen_in === 1,
  };
}
