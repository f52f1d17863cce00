/** The steps of an exit, in order, with the names that the README, the workflow and the Temporal UI use. */
export type StepName =
  | 'trigger'
  | 'turn'
  | 'pre-flight'
  | 'invite-code'
  | 'closing-description'
  | 'successor'
  | 'goodbye'
  | 'leave'
  | 'confirmation'
  | 'withdrawn'
  | 'caches';

export type StepOutcome = 'done' | 'skipped' | 'unknown' | 'failed';

/** How a step was proven. Never a phone number, a token or an invite code. */
export type Evidence = Proof & OddAnswer;

export interface OddAnswer {
  /**
   * An answer that the gateway gave to this step and nobody documents: its shape, no values. It was not believed; the proof is
   * a reading, an event or a later answer.
   */
  undocumented?: string;
}

type Proof =
  | { kind: 'message'; messageId: string; found: 'answered' | 'looked-up' }
  | { kind: 'read-back'; what: string }
  | { kind: 'event'; eventId: string; occurredAt: string }
  /** `firstReadAt`: when the same was read before; one reading alone proves nothing. */
  | { kind: 'reading'; sources: string[]; readAt: string; firstReadAt?: string }
  | { kind: 'accepted'; requestedAt: string }
  | { kind: 'count'; what: string; count: number };

export interface StepRecord {
  step: StepName;
  outcome: StepOutcome;
  /** Stable reason code, e.g. `not-an-admin`; absent where the step was simply done. */
  code?: string;
  /** One sentence for a person. */
  detail?: string;
  evidence?: Evidence;
  startedAt: string;
  finishedAt: string;
}

export type HoldKind =
  | 'no-successor'
  | 'promotion-failed'
  | 'goodbye-failed'
  | 'goodbye-unknown'
  | 'leave-failed'
  | 'departure-unproven'
  | 'community-group'
  | 'number-restricted'
  | 'credentials-refused'
  | 'pre-flight-failed';

export type DecisionAction = 'appoint' | 'leave-anyway' | 'retry' | 'abandon';

/** A hold as the receipt keeps it: what stopped the exit and who decided what. */
export interface HoldRecord {
  kind: HoldKind;
  since: string;
  /** `deadline`: nobody decided in time; `proven`: a webhook proved the departure meanwhile. */
  decision?: { action: DecisionAction | 'deadline' | 'proven'; decidedBy: string; at: string };
}

export type ExitOutcome = 'left' | 'already-out' | 'held' | 'abandoned' | 'cancelled' | 'failed';

/** The result of an exit. All times are ISO 8601 in UTC. */
export interface Receipt {
  /** `firstExecutionRunId` of the workflow that began the exit: the key of everything kept about it. */
  exitId: string;
  instanceId: string;
  groupId: string;
  clientId?: string;
  reason: string;
  requestedBy: string;
  outcome: ExitOutcome;
  /** Reason code of an outcome other than `left`. */
  code?: string;
  /** What happened, in one sentence; for everything but `left` also what the reader can do. */
  summary: string;
  steps: StepRecord[];
  holds: HoldRecord[];
  startedAt: string;
  finishedAt: string;
}
