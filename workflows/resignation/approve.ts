import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { looksLikePhone } from '../phone-like.ts';
import { orders } from './activity-proxies.ts';
import type { ApproveOrder } from './messages.ts';
import type { ResignationRun } from './run.ts';

/** @throws `InvalidApproval` */
export function validateApproval(order: ApproveOrder | undefined): void {
  if (typeof order?.planHash !== 'string' || order.planHash === '')
    throw invalid('planHash: missing; give the hash of the plan that you have read');
  if (typeof order.approvedBy !== 'string' || order.approvedBy.trim() === '')
    throw invalid('approvedBy: missing; say who approves, by name or login');
  if (looksLikePhone(order.approvedBy)) throw invalid('approvedBy: looks like a phone number; give a name or login');
}

/** @throws `ForeignHash`, `AlreadyApproved`, `PlanNotReady` */
export async function approve(run: ResignationRun, { planHash, approvedBy }: ApproveOrder): Promise<void> {
  try {
    await orders.approvePlan({ resignationId: run.resignationId, planHash, approvedBy: approvedBy.trim() });
  } catch (error) {
    throw error instanceof ActivityFailure && error.cause ? error.cause : error;
  }
  run.isApproved = true;
  run.hear();
}

function invalid(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'InvalidApproval');
}
