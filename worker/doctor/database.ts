import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { fault, ok, type Finding } from './finding.ts';
import { compareMigrations, SUBJECT } from './migrations.ts';

/**
 * The books in a SQLite file: whether the worker could use them. They are neither made nor migrated.
 */
export function checkDatabase(file: string): Finding {
  if (!existsSync(file)) return checkPlace(file);
  if (!isWritable(file)) {
    return fault(SUBJECT, `${file} is not for this user to read and write: let the worker's user do both`);
  }
  try {
    return compareMigrations(file, appliedMigrations(file));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fault(SUBJECT, `${file} cannot be read (${why}): name another file, or restore it from a backup`);
  }
}

function checkPlace(file: string): Finding {
  const directory = dirname(file);
  if (isWritable(directory)) return ok(SUBJECT, `${file} is not there yet: a worker makes it when it starts`);
  return fault(SUBJECT, `${file} cannot be made: make the directory ${directory}, writable for the worker's user`);
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @throws when it is no database of ours */
function appliedMigrations(file: string): string[] {
  const database = new DatabaseSync(untouched(file), { readOnly: true });
  try {
    const tables = database.prepare('select name from sqlite_master where name = ?').all('kysely_migration');
    if (tables.length === 0) return [];
    return database
      .prepare('select name from kysely_migration order by name')
      .all()
      .map(({ name }) => String(name));
  } finally {
    database.close();
  }
}

/** Even a reader makes SQLite's side files where there are none; what has none can be read as if it never changed. */
function untouched(file: string): URL {
  const url = pathToFileURL(file);
  if (!existsSync(`${file}-wal`)) url.searchParams.set('immutable', '1');
  return url;
}
