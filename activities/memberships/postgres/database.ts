import { Kysely, PostgresDialect } from 'kysely';
import { Pool, TypeOverrides, types, type PoolConfig } from 'pg';
import type { Tables } from '../tables.ts';

/** How long PostgreSQL, and we, wait for what; a setting of the same name in the URL wins. */
export const working: PoolConfig = {
  // Transactions are a few short queries: more connections than that only wait for each other.
  max: 10,
  statement_timeout: 5_000,
  // Both for the worker that was frozen in the middle of a transaction: nobody waits for it for long, and it loses its locks.
  lock_timeout: 3_000,
  idle_in_transaction_session_timeout: 10_000,
  // Where the network swallows the answer, the server's own deadlines tell nobody.
  query_timeout: 8_000,
};

/** A schema takes its time to change, and other workers wait for whoever changes it. */
export const migrating: PoolConfig = { max: 1, idle_in_transaction_session_timeout: 60_000 };

/**
 * Opens a pool of connections for Kysely. It connects when it is first used.
 * @param url `postgres://…`, as libpq reads it
 */
export function openPostgres(url: string, limits: PoolConfig): Kysely<Tables> {
  const pool = new Pool({
    connectionString: url,
    fallback_application_name: 'whatsapp-group-exit',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    types: parsers,
    ...limits,
  });
  // A broken connection tells twice: whoever runs a query on it, and here, where nobody listening would end the process.
  // The pool takes it out by itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Our bigints are times and counts, which a number holds exactly; pg would make texts of them. */
const parsers = new TypeOverrides();
parsers.setTypeParser(types.builtins.INT8, Number);
