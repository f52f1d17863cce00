import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { z } from 'zod';

const TABLES = ['numbers', 'groups', 'messages', 'journal'] as const;

type Table = (typeof TABLES)[number];

/** One SQLite file that holds the world as JSON rows, so that it survives a killed process. */
export class Store {
  readonly #database: DatabaseSync;
  readonly #put = new Map<Table, StatementSync>();

  /**
   * @param dataFile path of the file, made when missing; `:memory:` keeps nothing
   * @throws when the file cannot be opened, with its path
   */
  constructor(dataFile: string) {
    this.#database = openDatabase(dataFile);
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    for (const table of TABLES) {
      this.#database.exec(`CREATE TABLE IF NOT EXISTS "${table}" (key ANY PRIMARY KEY, body TEXT NOT NULL) STRICT`);
      const sql = `INSERT INTO "${table}" VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body`;
      this.#put.set(table, this.#database.prepare(sql));
    }
  }

  /**
   * Every row of a table, in the order in which they were first written.
   * @throws when a row is not what this version of the sandbox writes
   */
  load<Row>(table: Table, schema: z.ZodType<Row>): Row[] {
    const rows = this.#database.prepare(`SELECT body FROM "${table}" ORDER BY rowid`).all();
    return rows.map((row) => schema.parse(JSON.parse(String(row['body']))));
  }

  put(table: Table, key: string | number, row: unknown): void {
    this.#put.get(table)?.run(key, JSON.stringify(row));
  }

  /** All of it is written, or nothing. */
  transaction(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }
}

function openDatabase(dataFile: string): DatabaseSync {
  try {
    return new DatabaseSync(dataFile);
  } catch (error) {
    const hint = 'Does its folder exist, and may this process write there?';
    throw new Error(`The sandbox cannot open its data file ${dataFile}. ${hint}`, { cause: error });
  }
}
