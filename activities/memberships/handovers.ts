import type { Transaction } from 'kysely';
import { fromNow, nowMs } from './now.ts';
import type { Tables } from './tables.ts';

export async function takeHandover(
  trx: Transaction<Tables>,
  groupId: string,
  token: string,
  leaseMs: number,
): Promise<number> {
  const taken = await trx
    .insertInto('handovers')
    .values({ group_id: groupId, token, lease_until_ms: fromNow(leaseMs) })
    .onConflict((conflict) =>
      conflict
        .column('group_id')
        .doUpdateSet({ token, lease_until_ms: fromNow(leaseMs) })
        .where((row) => row.or([row('handovers.token', '=', token), row('handovers.lease_until_ms', '<=', nowMs)])),
    )
    .returning('token')
    .executeTakeFirst();
  return taken === undefined ? untilFree(trx, groupId) : 0;
}

async function untilFree(trx: Transaction<Tables>, groupId: string): Promise<number> {
  const { lease_until_ms, now_ms } = await trx
    .selectFrom('handovers')
    .select(['lease_until_ms', nowMs.as('now_ms')])
    .where('group_id', '=', groupId)
    .executeTakeFirstOrThrow();
  // At least 1: the lease may have lapsed since the try, but 0 would say that it is ours.
  return Math.max(1, lease_until_ms - now_ms);
}

export async function giveBackHandover(trx: Transaction<Tables>, groupId: string, token: string): Promise<void> {
  await trx.deleteFrom('handovers').where('group_id', '=', groupId).where('token', '=', token).execute();
}
