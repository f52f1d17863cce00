import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * Runs the queries of the books. `write` runs its work in one transaction that no other writer can interleave with, and
 * runs all of it again when the database was busy: the work must touch nothing else.
 */
export interface Transactions {
  read: <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;
  write: <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;
}

/** The database stayed locked by another process for as long as we are ready to wait. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy';
}

const GIVE_UP_AFTER_MS = 30_000;
const LONGEST_PAUSE_MS = 100;

/** @param giveUpAfterMs how long to try again while another process holds the lock */
export function sqliteTransactions(db: Kysely<Tables>, giveUpAfterMs = GIVE_UP_AFTER_MS): Transactions {
  return {
    read: (work) => whileBusy(() => work(db), giveUpAfterMs),
    write: (work) => whileBusy(() => db.transaction().execute(work), giveUpAfterMs),
  };
}

/**
 * Runs it again after a short, growing, random pause for as long as SQLite says that somebody else has the lock.
 * @throws {DatabaseBusy} after `giveUpAfterMs`
 */
export async function whileBusy<T>(run: () => Promise<T>, giveUpAfterMs = GIVE_UP_AFTER_MS): Promise<T> {
  const givesUpAt = performance.now() + giveUpAfterMs;
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() >= givesUpAt) throw stillBusy(giveUpAfterMs, error);
    }
    // Random, so that processes which met once do not meet again at every try.
    await sleep(1 + Math.random() * Math.min(2 ** tries, LONGEST_PAUSE_MS));
  }
}

/** SQLITE_BUSY with any of its extended codes: https://www.sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 5
  );
}

function stillBusy(waitedMs: number, cause: unknown): DatabaseBusy {
  return new DatabaseBusy(
    `Another process has kept the database locked for ${waitedMs} ms. ` +
      'End whatever holds it open for writing (a database browser, a backup), or use one worker process on SQLite.',
    { cause },
  );
}
