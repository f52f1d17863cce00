import type { ItemOutcome, ResignationState } from './plan.ts';

/** How the groups of one number stand. */
export interface NumberProgress {
  instanceId: string;
  groups: number;
  /** Not begun yet. */
  open: number;
  /** Under way, those on hold left out. */
  running: number;
  holds: number;
  settled: number;
}

/** Where a resignation stands. All times are ISO 8601 in UTC. */
export interface ResignationProgress extends Omit<NumberProgress, 'instanceId'> {
  resignationId: string;
  planId: string;
  state: ResignationState;
  approvedBy?: string;
  pausedBy?: string;
  pauseReason?: string;
  /** Why the plan was stopped, where it was. */
  stoppedBecause?: string;
  outcomes: Partial<Record<ItemOutcome, number>>;
  numbers: NumberProgress[];
  /** Groups settled an hour, of late. */
  perHour: number;
  /** When the last number is through at that rate; absent while nobody can say. */
  endsAt?: string;
  startedAt: string;
  finishedAt?: string;
  /** When this was read. */
  asOf: string;
}
