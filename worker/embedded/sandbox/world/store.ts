import { DatabaseSync, type StatementSync } from 'node:sqlite';

const TABLES = ['numbers', 'groups', 'messages', 'journal'] as const;

type Table = (typeof TABLES)[number];

/** One SQLite file that holds the world as JSON rows, so that it survives a killed process. */
export class Store {
  readonly #database: DatabaseSync;
  readonly #put = new Map<Table, StatementSync>();

  /** @param dataFile path of the file, made when missing; `:memory:` keeps nothing */
  constructor(dataFile: string) {
    this.#database = new DatabaseSync(dataFile);
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    for (const table of TABLES) {
      this.#database.exec(`CREATE TABLE IF NOT EXISTS "${table}" (key ANY PRIMARY KEY, body TEXT NOT NULL) STRICT`);
      const sql = `INSERT INTO "${table}" VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body`;
      this.#put.set(table, this.#database.prepare(sql));
    }
  }

  /** Every row of a table, in the order in which they were first written. */
  load<Row>(table: Table): Row[] {
    const rows = this.#database.prepare(`SELECT body FROM "${table}" ORDER BY rowid`).all();
    return rows.map((row): Row => JSON.parse(String(row['body'])));
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
