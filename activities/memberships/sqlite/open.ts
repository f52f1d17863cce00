import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { DatabaseUnusable } from '../database-unusable.ts';
import type { Books } from '../books.ts';
import { migrate, NewerDatabase } from '../migrate.ts';
import { sqlMemberships } from '../sql-memberships.ts';
import type { Tables } from '../tables.ts';
import { DatabaseBusy } from '../transactions.ts';
import { openSqlite } from './database.ts';
import { sqliteTransactions, whileBusy } from './transactions.ts';

export interface SqliteBooks {
  /** Path of the SQLite file; made when it is missing, its directory is not. */
  file: string;
  /** The database's clock, ms since epoch. */
  clock?: () => number;
  /** Called after events were put into the outbox; without it nobody is told anything, and none are. */
  eventsWritten?: () => void;
}

/**
 * Opens the books in a SQLite file and brings their schema up to date.
 * @throws {DatabaseUnusable} when the file cannot be opened, read or written
 * @throws {NewerDatabase} when a newer version has written it
 * @throws {DatabaseBusy} when another process keeps it locked
 */
export async function openSqliteBooks({ file, clock = Date.now, eventsWritten }: SqliteBooks): Promise<Books> {
  const db = await attempt(file, async () => openSqlite(file, clock));
  try {
    await attempt(file, () => prepare(db));
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return sqlMemberships(db, sqliteTransactions(db), eventsWritten);
}

async function prepare(db: Kysely<Tables>): Promise<void> {
  await sqliteTransactions(db).write(migrate);
  // After the migrations, since it changes the file: a newer version's database is left as it is.
  await whileBusy(() => sql`pragma journal_mode = wal`.execute(db));
  // A claim that a power cut takes back would be an effect that happens twice.
  await sql`pragma synchronous = full`.execute(db);
}

async function attempt<T>(file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof NewerDatabase || error instanceof DatabaseBusy) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseUnusable(
      `Cannot use the database file ${file}: ${why}. Check that its directory exists, that this user may write there ` +
        'and that the file is a SQLite database.',
      { cause: error },
    );
  }
}
