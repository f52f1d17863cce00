import { type Kysely, sql } from 'kysely';

/** What a database is and lets us do, as it says without being changed. */
export interface Rights {
  /** A copy that follows another server: nothing can be written there. */
  isStandby: boolean;
  /** A worker has made its tables. */
  hasBooks: boolean;
  mayCreate: boolean;
}

export async function rightsIn<T>(db: Kysely<T>): Promise<Rights> {
  const { rows } = await sql<Rights>`
    select pg_is_in_recovery() as "isStandby",
      to_regclass('kysely_migration') is not null as "hasBooks",
      coalesce(has_schema_privilege(current_schema(), 'create'), false) as "mayCreate"
  `.execute(db);
  const [rights] = rows;
  if (rights === undefined) throw new Error('it does not answer a question about itself');
  return rights;
}
