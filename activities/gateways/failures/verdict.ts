import { GatewayFailure, type FailureKind } from '../gateway-failure.ts';
import type { Answer } from '../http/answer.ts';
import { shapeOfAnswer } from './answer-shape.ts';
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

/**
 * The failure that a verdict makes of an operation.
 * @param told the answer, where there was one: when nothing is known of its kind, its shape goes with the failure
 */
export function failureOf(
  verdict: Verdict,
  operation: Operation,
  told: { retryAfterMs?: number; answer?: Answer } = {},
): GatewayFailure {
  const { code, why, advice } = verdict;
  const kind = kindFor(verdict.kind, operation);
  const outcome = kind === 'unknown' ? 'may or may not have happened' : 'did not work';
  const isUndocumented = verdict.kind === 'unsettled' || code === UNEXPECTED;
  const undocumented = isUndocumented && told.answer ? shapeOfAnswer(told.answer) : undefined;
  const answered = undocumented ? ` (its answer: ${undocumented})` : '';
  const message = `${operation.doing} ${outcome}: ${why}${answered}. ${advice}`;
  const { retryAfterMs } = told;
  return new GatewayFailure(kind, code, message, { retryAfterMs, undocumented, operation: operation.name });
}

function kindFor(kind: Verdict['kind'], { effect }: Operation): FailureKind {
  if (kind !== 'unsettled') return kind;
  return effect === 'write' ? 'unknown' : 'retry';
}

const UNEXPECTED = 'unexpected-answer';

/** The gateway said yes, but not in a way anybody documented: nothing is guessed from it. */
export function unexpectedAnswer(operation: Operation, missing: string, answer: Answer): GatewayFailure {
  const kind = operation.effect === 'write' ? 'unsettled' : 'final';
  const why = `the gateway's answer has no ${missing}`;
  const advice = 'Compare the version and engine of the gateway with the ones this adapter is written for.';
  return failureOf({ kind, code: UNEXPECTED, why, advice }, operation, { answer });
}
