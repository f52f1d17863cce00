import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';

/** Why a resignation does not take what it is asked for: the type names of failures that the client refers to. */
export type RefusalType =
  | 'ResignationIdTaken'
  | 'PlanTaken'
  | 'UnknownResignation'
  | 'UnknownPlan'
  | 'PlanNotReady'
  | 'ForeignHash'
  | 'AlreadyApproved';

/** A refusal that no further attempt would change. @param message what is wrong and what to do */
export function refusal(type: RefusalType, message: string): ApplicationFailure {
  const category = ApplicationFailureCategory.BENIGN;
  return ApplicationFailure.create({ type, message, nonRetryable: true, category });
}
