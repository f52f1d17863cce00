import { sql, type Kysely } from 'kysely';
import { openPostgres } from '../../activities/memberships/postgres/database.ts';
import { whyOf } from '../../activities/memberships/postgres/faults.ts';
import { rightsIn } from '../../activities/memberships/postgres/rights.ts';
import type { Tables } from '../../activities/memberships/tables.ts';
import { databaseUrl } from '../config/settings.ts';
import { fault, ok, type Finding } from './finding.ts';
import { compareMigrations, SUBJECT } from './migrations.ts';

const PLACE = 'the PostgreSQL database of DATABASE_URL';

/** For one who only looks: the server itself refuses any change. */
const looking = { max: 1, options: '-c default_transaction_read_only=on', query_timeout: 8_000 };

/**
 * The books in PostgreSQL: whether a worker could use them. Nothing is made or migrated.
 * @param url nothing is said of one that is none: the configuration's own check does
 */
export async function checkPostgres(url: string): Promise<Finding[]> {
  if (!databaseUrl.safeParse(url).success) return [];
  const db = openPostgres(url, looking);
  try {
    return [await look(db)];
  } catch (error) {
    const advice = 'check that it runs, that its user and password are right, and that the database is there';
    return [fault(SUBJECT, `${PLACE} cannot be used (${whyOf(error)}): ${advice}`)];
  } finally {
    await db.destroy();
  }
}

async function look(db: Kysely<Tables>): Promise<Finding> {
  const { isStandby, hasBooks, mayCreate } = await rightsIn(db);
  if (isStandby) return fault(SUBJECT, `${PLACE} is on a standby, where nothing can be written: name the primary`);
  const finding = hasBooks
    ? compareMigrations(PLACE, await appliedMigrations(db))
    : ok(SUBJECT, `${PLACE} is still without tables: a worker makes them when it starts`);
  // Of a newer version's database that is all there is to say; in one that is up to date nothing is to be created.
  const isUpToDate = hasBooks && finding.verdict === 'ok';
  if (mayCreate || isUpToDate || finding.verdict === 'fault') return finding;
  const advice = 'let it own the database, or grant CREATE on the schema';
  return fault(SUBJECT, `${PLACE} has to get tables, and its user may not create any: ${advice}`);
}

async function appliedMigrations(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
