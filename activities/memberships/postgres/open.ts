import { type Kysely, sql } from 'kysely';
import { again } from '../again.ts';
import { DatabaseUnusable } from '../database-unusable.ts';
import type { Books } from '../books.ts';
import { migrate, NewerDatabase } from '../migrate.ts';
import { sqlMemberships } from '../sql-memberships.ts';
import { migrating, openPostgres, working } from './database.ts';
import { whyOf } from './faults.ts';
import { rightsIn } from './rights.ts';
import { away, DatabaseAway, PATIENCE_MS, postgresTransactions } from './transactions.ts';

export interface PostgresBooks {
  /** `postgres://user:password@host:port/database`: the database is there already. Never told to anybody. */
  url: string;
  /** How long to wait for a server that is away, and for other transactions, ms. */
  patienceMs?: number;
  /** Called after events were put into the outbox; without it nobody is told anything, and none are. */
  eventsWritten?: () => void;
}

/**
 * Opens the books in a PostgreSQL database and brings their schema up to date.
 * @throws {DatabaseUnusable} when we are refused, or may not do there what the books need
 * @throws {DatabaseAway} when no server answers
 * @throws {NewerDatabase} when a newer version has written it
 */
export async function openPostgresBooks({
  url,
  patienceMs = PATIENCE_MS,
  eventsWritten,
}: PostgresBooks): Promise<Books> {
  try {
    await again(() => bringUpToDate(url), [away(patienceMs)]);
  } catch (error) {
    if (error instanceof NewerDatabase || error instanceof DatabaseAway) throw error;
    throw new DatabaseUnusable(
      `Cannot use the PostgreSQL database of DATABASE_URL: ${whyOf(error)}. Check its user and password, that the ` +
        'database exists, and that the user may create tables and functions there.',
      { cause: error },
    );
  }
  const db = openPostgres(url, working);
  return sqlMemberships(db, postgresTransactions(db, patienceMs), eventsWritten);
}

/** Any number that every version of ours agrees on. */
const MIGRATING = 7_231_408_115;

/**
 * One worker migrates at a time. The lock is waited for in a transaction that sees what others have committed meanwhile, so
 * not in a serializable one. On a connection of its own: Kysely's migrator takes a lock of the session besides, which ends
 * with it, however it went.
 */
async function bringUpToDate(url: string): Promise<void> {
  const db = openPostgres(url, migrating);
  try {
    await db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATING)})`.execute(trx);
        await refuseWithoutRights(trx);
        await migrate(trx);
      });
  } finally {
    await db.destroy();
  }
}

/** Said beforehand: what the migrator says of a refused table is only that its transaction has failed. */
async function refuseWithoutRights<T>(db: Kysely<T>): Promise<void> {
  const { isStandby, hasBooks, mayCreate } = await rightsIn(db);
  if (isStandby) throw new Error('it is on a standby, where nothing can be written');
  if (!hasBooks && !mayCreate) throw new Error('its user may not create tables');
}
