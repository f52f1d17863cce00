import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import type { FailureDetail, FailureType } from '../activities/failures.ts';

/** An activity's last failure in the words of this project. */
export interface StepFailure {
  /** `TimedOut`: no attempt came to an end. `Unexpected`: nobody classified it (a database away, a bug). */
  type: FailureType | 'TimedOut' | 'Unexpected';
  code: string;
  message: string;
  retryAfterMs?: number;
  inDoubt?: boolean;
}

/**
 * Reads the failure of an activity.
 * @throws what it was given, when that is no activity's failure
 */
export function stepFailure(error: unknown): StepFailure {
  // A local activity fails with its cause itself.
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (!(error instanceof ActivityFailure || error instanceof ApplicationFailure)) throw error;
  if (cause instanceof TimeoutFailure) {
    return { type: 'TimedOut', code: 'timed-out', message: 'no attempt came to an end (was the worker away?)' };
  }
  const message = cause instanceof Error ? cause.message : error.message;
  if (!(cause instanceof ApplicationFailure) || !isClassified(cause.type))
    return { type: 'Unexpected', code: 'unexpected', message };
  const detail = cause.details?.[0] as FailureDetail | undefined;
  return { type: cause.type, message, ...detail, code: detail?.code ?? 'unknown' };
}

/** Whether another try of the whole step makes sense by itself, without a person. */
export function isNotNow({ type }: StepFailure): boolean {
  return type === 'GatewayRetry' || type === 'TimedOut' || type === 'Unexpected' || type === 'EffectUnsettled';
}

const classified: Record<FailureType, true> = {
  GatewayRetry: true,
  GatewayFinal: true,
  NumberRestricted: true,
  NotAMember: true,
  UnknownOutcome: true,
  EffectUnsettled: true,
  MembershipUnclear: true,
  StillAMember: true,
  NotReadBack: true,
  NoSuccessorPresent: true,
  SuccessorNotInGroup: true,
  UnknownInstance: true,
};

function isClassified(type: string | undefined | null): type is FailureType {
  return typeof type === 'string' && type in classified;
}
