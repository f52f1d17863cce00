import type { Kysely, Transaction } from 'kysely';
import { nowMs } from '../now.ts';
import type { Tables } from '../tables.ts';

export async function noteListing(trx: Transaction<Tables>, instanceId: string, groups: number): Promise<void> {
  const listing = { groups, read_at_ms: nowMs };
  await trx
    .insertInto('listings')
    .values({ instance_id: instanceId, ...listing })
    .onConflict((conflict) => conflict.column('instance_id').doUpdateSet(listing))
    .execute();
}

export async function expectedGroups(db: Kysely<Tables>, instanceId: string): Promise<number> {
  const last = await db
    .selectFrom('listings')
    .select(['groups', 'read_at_ms'])
    .where('instance_id', '=', instanceId)
    .executeTakeFirst();
  if (last === undefined) return countRows(db, instanceId, undefined);
  return Math.max(0, last.groups - (await countRows(db, instanceId, last.read_at_ms)));
}

/** @param sinceMs counts the departures since then; without it, the rows of groups that we are in */
async function countRows(db: Kysely<Tables>, instanceId: string, sinceMs: number | undefined): Promise<number> {
  const { count } = await db
    .selectFrom('memberships')
    .select((row) => row.fn.countAll<number | string>().as('count'))
    .where('instance_id', '=', instanceId)
    .$if(sinceMs === undefined, (query) => query.where('status', '<>', 'Inactive - Withdrawn'))
    .$if(sinceMs !== undefined, (query) => query.where('withdrawn_at_ms', '>=', sinceMs ?? 0))
    .executeTakeFirstOrThrow();
  return Number(count);
}
