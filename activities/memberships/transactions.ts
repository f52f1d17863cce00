import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Runs the queries of the books. The work may be run again, all of it, so it must touch nothing else. */
export interface Transactions {
  read: <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;
  /** The same without patience for a database that is away: whoever asks wants to know. */
  readNow: <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;
  /** Runs its work in one transaction, as if no other writer ran at the same time. */
  write: <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;
}

/** Others kept us out of the database for as long as we are ready to wait. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy';
}
