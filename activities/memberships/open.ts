import type { Books } from './books.ts';
import { openPostgresBooks, type PostgresBooks } from './postgres/open.ts';
import { openSqliteBooks, type SqliteBooks } from './sqlite/open.ts';

/** Where the books are: a SQLite file, or a PostgreSQL database. */
export type OpenMemberships = SqliteBooks | PostgresBooks;

/**
 * Opens the books and brings their schema up to date.
 * @throws {DatabaseUnusable} when the database cannot be opened, read or written
 * @throws {NewerDatabase} when a newer version has written it
 * @throws {DatabaseBusy} when another process keeps it locked
 */
export async function openMemberships(books: OpenMemberships): Promise<Books> {
  return 'url' in books ? openPostgresBooks(books) : openSqliteBooks(books);
}
