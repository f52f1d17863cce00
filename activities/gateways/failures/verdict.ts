import { GatewayFailure, type FailureKind } from '../gateway-failure.ts';
import type { Operation } from './operation.ts';

/** What a failed call amounts to, before it is known whether it was a read or a write. */
export interface Verdict {
  /** `unsettled`: nobody can say whether the gateway did it; harmless for a read, in doubt for a write. */
  kind: Exclude<FailureKind, 'unknown'> | 'unsettled';
  /** Short, stable reason code. */
  code: string;
  /** What went wrong, in our own words: gateways echo requests in their errors, so nothing they say is repeated. */
  why: string;
  /** What the reader can do, a whole sentence. */
  advice: string;
}

/** The failure that a verdict makes of an operation. */
export function failureOf(verdict: Verdict, operation: Operation, retryAfterMs?: number): GatewayFailure {
  const { code, why, advice } = verdict;
  const kind = kindFor(verdict.kind, operation);
  const outcome = kind === 'unknown' ? 'may or may not have happened' : 'did not work';
  return new GatewayFailure(kind, code, `${operation.doing} ${outcome}: ${why}. ${advice}`, { retryAfterMs });
}

function kindFor(kind: Verdict['kind'], { effect }: Operation): FailureKind {
  if (kind !== 'unsettled') return kind;
  return effect === 'write' ? 'unknown' : 'retry';
}

/** The gateway said yes, but not in a way anybody documented: nothing is guessed from it. */
export function unexpectedAnswer(operation: Operation, missing: string): GatewayFailure {
  const kind = operation.effect === 'write' ? 'unsettled' : 'final';
  const why = `the gateway's answer has no ${missing}`;
  const advice = 'Compare the version and engine of the gateway with the ones this adapter is written for.';
  return failureOf({ kind, code: 'unexpected-answer', why, advice }, operation);
}
