import type { Kysely } from 'kysely';
import { again, type Passing } from '../again.ts';
import type { Tables } from '../tables.ts';
import { DatabaseBusy, type Transactions } from '../transactions.ts';

const GIVE_UP_AFTER_MS = 30_000;

/** @param giveUpAfterMs how long to try again while another process holds the lock */
export function sqliteTransactions(db: Kysely<Tables>, giveUpAfterMs = GIVE_UP_AFTER_MS): Transactions {
  const read: Transactions['read'] = (work) => whileBusy(() => work(db), giveUpAfterMs);
  return {
    read,
    readNow: read,
    write: (work) => whileBusy(() => db.transaction().execute(work), giveUpAfterMs),
  };
}

/**
 * Runs it again for as long as SQLite says that somebody else has the lock.
 * @throws {DatabaseBusy} after `giveUpAfterMs`
 */
export async function whileBusy<T>(run: () => Promise<T>, giveUpAfterMs = GIVE_UP_AFTER_MS): Promise<T> {
  return again(run, [locked(giveUpAfterMs)]);
}

function locked(patienceMs: number): Passing {
  return {
    is: isBusy,
    patienceMs,
    longestPauseMs: 100,
    tooLong: (cause) =>
      new DatabaseBusy(
        `Another process has kept the database locked for ${patienceMs} ms. ` +
          'End whatever holds it open for writing (a database browser, a backup), or use one worker process on SQLite.',
        { cause },
      ),
  };
}

/** SQLITE_BUSY with any of its extended codes: https://www.sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 5
  );
}
