import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The database's clock as the SQL function `now_ms()`, on PostgreSQL; with SQLite it is defined on each connection. The
 * wall's time and not the transaction's, which stands still while a transaction waits for a lock.
 */
export const clock: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
    await sql`
      create function now_ms() returns bigint language sql volatile
      as $$ select floor(extract(epoch from clock_timestamp()) * 1000)::bigint $$
    `.execute(db);
  },
};
