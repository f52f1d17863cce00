import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';

/** The database was written by a newer version of this program; nothing in it was touched. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
}

/**
 * Brings the schema up to date, all or nothing. Called inside a transaction that excludes other writers, so of two
 * processes that start at once the second finds the work done.
 * @throws {NewerDatabase} when the database knows a migration that this program does not
 */
export async function migrate<T>(trx: Transaction<T>): Promise<void> {
  await refuseNewer(trx);
  const migrator = new Migrator({ db: trx, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migrations failed.', { cause: error });
}

async function refuseNewer<T>(trx: Transaction<T>): Promise<void> {
  const unknown = (await applied(trx)).filter((name) => !(name in migrations));
  if (unknown.length === 0) return;
  throw new NewerDatabase(
    `The database belongs to a newer version of whatsapp-group-exit: it has the migration ${unknown.join(', ')}, ` +
      'which this version does not know. Nothing was changed. Start the newer version, or restore a backup from ' +
      'before the upgrade.',
  );
}

async function applied<T>(trx: Transaction<T>): Promise<string[]> {
  const tables = await trx.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(trx);
  return rows.map((row) => row.name);
}
