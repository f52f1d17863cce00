import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import type { DatabaseConnection, SqliteDatabase, SqliteStatement } from 'kysely';
import type { Tables } from '../tables.ts';

/**
 * Opens a SQLite file for Kysely. It answers a locked database at once (`busy_timeout` 0): node:sqlite is synchronous,
 * and waiting inside it would stop the whole process (measured: 2.7 s with three processes), so the waiting is done in
 * `transactions.ts`.
 * @param clock ms since epoch: what the SQL function `now_ms()` answers
 * @throws when the file cannot be opened
 */
export function openSqlite(file: string, clock: () => number): Kysely<Tables> {
  const database = new DatabaseSync(file, { timeout: 0 });
  database.function('now_ms', () => BigInt(Math.floor(clock())));
  return new Kysely<Tables>({ dialect: new NodeSqliteDialect(asKyselyDatabase(database)) });
}

/** Kysely's SQLite dialect with the two things that node:sqlite and several processes need. */
class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: this.#database });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/** Takes the write lock at `begin`: a transaction that reads first and then writes would fail in the middle. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** SQLite rolls back DDL too, which Kysely does not assume; migrations are then all or nothing. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (query) => asKyselyStatement(database.prepare(query)),
  };
}

function asKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

/** @throws {TypeError} for a value SQLite has no column for: a missing conversion in a query of ours */
function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value;
  }
  throw new TypeError(`A query binds a value of type ${typeof value}; store text, whole numbers or null.`);
}
