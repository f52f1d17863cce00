import type { Kysely } from 'kysely';
import { again, type Passing } from '../again.ts';
import type { Tables } from '../tables.ts';
import { DatabaseBusy, type Transactions } from '../transactions.ts';
import { isAway, isConflict, whyOf } from './faults.ts';

/** The database was away for as long as we are ready to wait. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
}

export const PATIENCE_MS = 30_000;

/**
 * Writers are serializable: PostgreSQL refuses what could not have happened one after another, and that is run again. A
 * connection that breaks during a commit leaves it open whether it was one, so every write of the books must be right also
 * when it has happened before.
 * @param patienceMs how long to try again
 */
export function postgresTransactions(db: Kysely<Tables>, patienceMs = PATIENCE_MS): Transactions {
  const passing = [conflict(patienceMs), away(patienceMs)];
  // Several queries of one reading see the same moment.
  const readNow: Transactions['read'] = (work) =>
    db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
  return {
    readNow,
    read: (work) => again(() => readNow(work), passing),
    write: (work) => again(() => db.transaction().setIsolationLevel('serializable').execute(work), passing),
  };
}

function conflict(patienceMs: number): Passing {
  return {
    is: isConflict,
    patienceMs,
    longestPauseMs: 100,
    tooLong: (cause) =>
      new DatabaseBusy(
        `Other transactions were in the way for ${patienceMs} ms (${whyOf(cause)}). ` +
          'Look at pg_stat_activity for what holds locks on the tables of the books, and end it.',
        { cause },
      ),
  };
}

/** @param patienceMs how long to wait for the server to come back */
export function away(patienceMs: number): Passing {
  return {
    is: isAway,
    patienceMs,
    longestPauseMs: 1_000,
    tooLong: (cause) =>
      new DatabaseAway(
        `PostgreSQL has been away for ${patienceMs} ms (${whyOf(cause)}). ` +
          'Check that it runs, that DATABASE_URL leads to it, and that it has connections left.',
        { cause },
      ),
  };
}
