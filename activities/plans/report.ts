import type { HoldRecord, StepRecord } from '../receipt.ts';
import type { ItemOutcome, ItemState, Verdict } from './plan.ts';
import type { ReportCursor } from './resignations.ts';

/** What became of one group. All times are ISO 8601 in UTC. */
export interface ReportLine {
  instanceId: string;
  groupId: string;
  groupName?: string;
  clientId?: string;
  /** What the plan said, and why. */
  verdict: Verdict;
  planned?: string;
  state: ItemState;
  outcome?: ItemOutcome;
  /** Reason code of the outcome. */
  code?: string;
  summary?: string;
  exitId?: string;
  steps: StepRecord[];
  holds: HoldRecord[];
  startedAt?: string;
  finishedAt?: string;
  settledAt?: string;
}

export interface ReportPage {
  lines: ReportLine[];
  /** Where the next page begins; absent after the last. */
  next?: ReportCursor;
}
