import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** The database's clock, ms since epoch: `now_ms()` is defined for each kind of database where it is opened. */
export const nowMs: RawBuilder<number> = sql<number>`now_ms()`;

/** @param ms how long from now on the database's clock */
export function fromNow(ms: number): RawBuilder<number> {
  return sql<number>`now_ms() + ${ms}`;
}
