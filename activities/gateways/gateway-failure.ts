import type { Operation } from './failures/operation.ts';

/**
 * - `retry`: it did not happen, and may well work later (rate limit, session restarting, connection refused)
 * - `final`: it did not happen and asking again will not change that (not allowed, bad request)
 * - `restricted`: the number or its credentials are refused (401, logged out, 463, 475): a person has to look
 * - `gone`: the gateway says we are not in the group; a claim, not a proof
 * - `unknown`: it may have happened (time-out, reset, unrecognised answer to a write): look before repeating
 */
export type FailureKind = 'retry' | 'final' | 'restricted' | 'gone' | 'unknown';

/**
 * The only error an adapter throws: classified once, at the edge. The message says what, why and what the reader can
 * do, and never holds a token, a URL with one, an invite code or a phone number.
 */
export class GatewayFailure extends Error {
  override readonly name = 'GatewayFailure';
  readonly kind: FailureKind;
  /** Short, stable, lower-case reason code, e.g. `rate-overlimit`, `session-not-working`, `timeout`. */
  readonly code: string;
  /** How long the gateway asked us to wait, in ms. */
  readonly retryAfterMs: number | undefined;
  /** The shape of an answer that nobody documents, without its values; absent where there was none, or a known one. */
  readonly undocumented: string | undefined;
  /** What was asked of the gateway; absent where a conclusion from several calls failed. */
  readonly operation: Operation['name'] | undefined;

  constructor(
    kind: FailureKind,
    code: string,
    message: string,
    options: { retryAfterMs?: number; undocumented?: string; operation?: Operation['name']; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.undocumented = options.undocumented;
    this.operation = options.operation;
  }
}
