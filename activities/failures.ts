import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { FailureKind, GatewayFailure } from './gateways/gateway-failure.ts';

/** The type names of failures that workflows and retry policies refer to. */
export type FailureType =
  | 'GatewayRetry'
  | 'GatewayFinal'
  | 'NumberRestricted'
  | 'NotAMember'
  | 'UnknownOutcome'
  | 'EffectUnsettled'
  | 'MembershipUnclear'
  | 'StillAMember'
  | 'NotReadBack'
  | 'NoSuccessorPresent'
  | 'SuccessorNotInGroup'
  | 'UnknownInstance';

/** What a failure carries beside its message: `details[0]`. */
export interface FailureDetail {
  code: string;
  /** When another try makes sense, ms from the failure. */
  retryAfterMs?: number;
  /** An earlier attempt at the effect may have succeeded: this failure does not mean that nothing has happened. */
  inDoubt?: boolean;
}

/** What each class of a gateway's failures is called in Temporal. */
export const typeOfKind: Record<FailureKind, FailureType> = {
  retry: 'GatewayRetry',
  final: 'GatewayFinal',
  restricted: 'NumberRestricted',
  gone: 'NotAMember',
  unknown: 'UnknownOutcome',
};

/** A failure that no further attempt of the activity would change: the workflow decides what follows. */
export function finalFailure(
  type: FailureType,
  message: string,
  detail: FailureDetail,
  cause?: Error,
): ApplicationFailure {
  return ApplicationFailure.create({ type, message, nonRetryable: true, details: [detail], cause });
}

/** An expected "not yet": the next attempt comes after `retryAfterMs`, or by the retry policy without it. */
export function notYet(type: FailureType, message: string, detail: FailureDetail): ApplicationFailure {
  const category = ApplicationFailureCategory.BENIGN;
  const nextRetryDelay = detail.retryAfterMs;
  return ApplicationFailure.create({ type, message, details: [detail], nextRetryDelay, category });
}

/** Attempts inside one activity; then the workflow waits, where pause and cancel reach it. */
export const LAST_ATTEMPT = 4;
/** A longer wait belongs to the workflow, for the same reason. */
const LONGEST_WAIT_INSIDE_MS = 60_000;

/**
 * Carries a gateway's failure over to Temporal; its class was decided by the adapter.
 * @param patient retries stay inside the activity, however long
 */
export function fromGateway(failure: GatewayFailure, attempt: number, patient: boolean): ApplicationFailure {
  const type = typeOfKind[failure.kind];
  const detail: FailureDetail = { code: failure.code, retryAfterMs: failure.retryAfterMs };
  const waitsInside = failure.kind === 'retry' && (patient || isShort(failure, attempt));
  return waitsInside ? notYet(type, failure.message, detail) : finalFailure(type, failure.message, detail);
}

function isShort({ retryAfterMs = 0 }: GatewayFailure, attempt: number): boolean {
  return attempt < LAST_ATTEMPT && retryAfterMs <= LONGEST_WAIT_INSIDE_MS;
}
