import type { Kysely, Transaction } from 'kysely';
import { fromJson, toJson } from './json.ts';
import type { PersonId } from '../gateways/gateway.ts';
import type { Tables } from './tables.ts';

/** An empty list means "not known just now" and takes nothing away. */
export async function saveIdentity(trx: Transaction<Tables>, instanceId: string, me: PersonId[]): Promise<void> {
  if (me.length === 0) return;
  const ids = toJson(me);
  await trx
    .insertInto('identities')
    .values({ instance_id: instanceId, ids })
    .onConflict((conflict) => conflict.column('instance_id').doUpdateSet({ ids }))
    .execute();
}

export async function readIdentities(db: Kysely<Tables>): Promise<Map<string, PersonId[]>> {
  const rows = await db.selectFrom('identities').selectAll().execute();
  return new Map(rows.map((row) => [row.instance_id, fromJson(row.ids)]));
}
