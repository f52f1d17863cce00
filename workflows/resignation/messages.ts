import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { GroupKey } from '../../activities/memberships/memberships.ts';
import type { ExitWishes, PlanRequest, Urgency } from '../../activities/plans/plan.ts';
import type { ResignationProgress } from '../../activities/plans/progress.ts';
import type { SettledItem } from '../../activities/plans/resignations.ts';

/** What `resignation` is started with. Made by the client, which has validated it. */
export interface ResignationInput {
  resignationId: string;
  /** Absent where it goes on with what the books know of it. */
  begin?: {
    /** A plan that is made already, or what to make one of: its id is the resignation's then. */
    plan: { planId: string } | { request: PlanRequest };
    approval: 'none' | 'required';
    requestedBy: string;
    /** Whoever approves it by asking for it. */
    approvedBy?: string;
    urgency: Urgency;
    /** Digest of what was asked for: the same id cannot stand for anything else. */
    asked: string;
  };
}

/** What `resignationLane` is started with. */
export interface LaneInput {
  resignationId: string;
  planId: string;
  instanceId: string;
  wishes: Omit<ExitWishes, 'successors'>;
  urgency: Urgency;
  paused: boolean;
  cancelled: boolean;
  /** Carried over when it continues as new: what became of the last item. */
  settled?: SettledItem;
}

export interface LaneProgress {
  paused: boolean;
  cancelled: boolean;
  /** Whether it is about to start an exit. */
  moving: boolean;
}

export interface PauseOrder {
  reason?: string;
  pausedBy?: string;
}

export interface ApproveOrder {
  planHash: string;
  approvedBy: string;
}

export function resignationWorkflowId(resignationId: string): string {
  return `resignation/${resignationId}`;
}

export function planWorkflowId(planId: string): string {
  return `plan/${planId}`;
}

export function laneWorkflowId(resignationId: string, instanceId: string): string {
  return `${resignationId}/${instanceId}`;
}

/** Start nothing new, and stop every exit that has not said goodbye. Also of a lane, without a reason. */
export const pauseResignationSignal = defineSignal<[PauseOrder?]>('pause');
export const resumeResignationSignal = defineSignal('resume');
/** Start nothing new, finish what is past its goodbye, end everything else. */
export const cancelResignationSignal = defineSignal('cancel');
/** Once more what failed, and only that. */
export const retryFailedSignal = defineSignal('retryFailed');
/** Leave one group out. */
export const skipGroupSignal = defineSignal<[GroupKey]>('skip');
/** Fails with `ForeignHash`, `AlreadyApproved`, `PlanNotReady`, `InvalidApproval`. */
export const approveUpdate = defineUpdate<void, [ApproveOrder]>('approve');
/** Returns once the books have the resignation. Fails with whatever keeps it from beginning. */
export const openedUpdate = defineUpdate<void, [{ asked: string }]>('opened');
/** As of the last time that the books were read. */
export const resignationProgressQuery = defineQuery<ResignationProgress | null>('progress');

/** An exit says that its lane need not wait for it: a person has to decide first, or the proof takes its time. */
export const exitHeldSignal = defineSignal<[Pick<GroupKey, 'groupId'>]>('exitHeld');
/** There may be open items again. */
export const lookAgainSignal = defineSignal('lookAgain');
export const laneProgressQuery = defineQuery<LaneProgress>('progress');
