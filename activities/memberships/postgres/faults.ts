/**
 * A failure that a new transaction gets around: a serialization failure, a deadlock, a unique key that another transaction
 * has just inserted, a lock or a statement that took too long.
 * What to run again: https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
 */
export function isConflict(error: unknown): boolean {
  return ['40001', '40P01', '23505', '55P03', '57014'].includes(codeOf(error));
}

/**
 * The connection is gone, or there is none to be had: the server shuts down or starts, the network is away, all its
 * connections are taken. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== '') return code.startsWith('08') || awayCodes.has(code);
  return error instanceof Error && withoutCode.test(error.message);
}

const awayCodes = new Set(
  '57P01 57P02 57P03 57P05 53300 25P03 ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH EAI_AGAIN'.split(
    ' ',
  ),
);

/** What pg 8, its pool and Kysely say of a broken connection without any code. */
const withoutCode =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Query read timeout|Postgres connection has been discarded)/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What it says; of a host with several addresses that all refuse, Node says nothing but the code. */
export function whyOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)) || codeOf(error);
}
