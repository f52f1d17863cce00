import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { ExitOutcome, HoldKind, HoldRecord, Receipt, StepName, StepRecord } from '../activities/receipt.ts';
import { Departures } from './departures.ts';
import { exitDetails } from './exit-details.ts';
import type { Decision, DepartureSeen, ExitProgress, ExitStage, GroupExitInput, Hold } from './messages.ts';
import { exitStage } from './search-attributes.ts';

const stepOrder: StepName[] = [
  'trigger',
  'turn',
  'pre-flight',
  'invite-code',
  'closing-description',
  'successor',
  'goodbye',
  'leave',
  'confirmation',
  'withdrawn',
  'caches',
];

/** What a step came to; its times are added when it is recorded. */
export type StepResult = Omit<StepRecord, 'step' | 'startedAt' | 'finishedAt'>;

/** The state of one exit: what its messages ask for, what its steps came to, and what the UI shows of it. */
export class Exit {
  readonly input: GroupExitInput;
  /** Of the run that began it: survives continue-as-new and reset, and is replaced when an unfinished exit is taken over. */
  exitId = workflowInfo().firstExecutionRunId;
  readonly steps: StepRecord[] = [];
  readonly holds: HoldRecord[] = [];
  readonly #startedAt = new Date().toISOString();
  stage: ExitStage = 'waiting';
  paused = false;
  cancelRequested = false;
  /** From the goodbye's claim on (where there is none, the leave's): no pause, no cancel. */
  pastNoReturn = false;
  /** Holds that a person answered with `leave-anyway`: they are not asked again. */
  readonly waived = new Set<HoldKind>();
  /** What is said, once it is known. */
  goodbye: string | undefined;
  /** Whether the books know the exit. */
  opened = false;
  /** Whether an earlier run of this exit was past its goodbye already. */
  takenOver = false;
  /** When the first request to leave was made, by the workflow's clock. */
  leaveRequestedAtMs: number | undefined;
  /** How many events had spoken of a departure before that. */
  hintsBeforeLeave = 0;
  hold: Hold | undefined;
  decision: Decision | undefined;
  receipt: Receipt | undefined;
  readonly departures = new Departures();
  #successors: string[];
  #step: StepName | undefined;
  #stepStartedAt = this.#startedAt;
  #waitingFor: string | undefined;

  constructor(input: GroupExitInput) {
    this.input = input;
    this.#successors = input.successors;
  }

  get group(): { instanceId: string; groupId: string } {
    const { instanceId, groupId } = this.input;
    return { instanceId, groupId };
  }

  /** Whether a person wants it to stop, and still may. */
  get interrupted(): boolean {
    return !this.pastNoReturn && (this.paused || this.cancelRequested);
  }

  /** The event that proves a departure which was asked for, also when it comes while the answer is lost or a person is asked. */
  get proof(): DepartureSeen | undefined {
    return this.leaveRequestedAtMs === undefined ? undefined : this.departures.since(this.leaveRequestedAtMs);
  }

  get isProven(): boolean {
    return this.proof !== undefined;
  }

  /** The ranked list, whoever a person appointed first. */
  get successors(): string[] {
    return this.#successors;
  }

  appoint(successor: string): void {
    this.#successors = [successor, ...this.#successors.filter((other) => other !== successor)];
  }

  /** Notes the first request to leave: what is told of departures from here on may be ours. */
  requestLeave(): void {
    if (this.leaveRequestedAtMs !== undefined) return;
    this.leaveRequestedAtMs = Date.now();
    this.hintsBeforeLeave = this.departures.hints;
  }

  /** The first request was refused: whoever takes us out now, it is not this exit. */
  takeBackRequest(request: number): void {
    if (request === 1) this.leaveRequestedAtMs = undefined;
  }

  pause(): void {
    this.paused = true;
    this.show();
  }

  resume(): void {
    this.paused = false;
    this.show();
  }

  cancel(): void {
    this.cancelRequested = true;
    this.show();
  }

  begin(step: StepName): void {
    this.#step = step;
    this.#stepStartedAt = new Date().toISOString();
    this.waitFor(undefined);
  }

  /** Says why nothing moves, in the details and in `progress`; `undefined` when it moves again. */
  waitFor(reason: string | undefined): void {
    this.#waitingFor = reason;
    this.show();
  }

  record(result: StepResult): void {
    if (!this.#step) throw new Error('a step result without a step');
    this.#add(this.#step, this.#stepStartedAt, result);
    this.#step = undefined;
  }

  skip(step: StepName, code: string, detail: string): void {
    this.#add(step, new Date().toISOString(), { outcome: 'skipped', code, detail });
  }

  #add(step: StepName, startedAt: string, result: StepResult): void {
    // A step that was tried again after a hold is told once, by its last result.
    const earlier = this.steps.findIndex((record) => record.step === step);
    if (earlier >= 0) this.steps.splice(earlier, 1);
    this.steps.push({ step, ...result, startedAt, finishedAt: new Date().toISOString() });
    this.steps.sort((a, b) => stepOrder.indexOf(a.step) - stepOrder.indexOf(b.step));
    this.#waitingFor = undefined;
    this.show();
  }

  /** Changes the stage that people filter by; each change is a billed action, so only real ones are sent. */
  enter(stage: ExitStage): void {
    if (stage === this.stage) return;
    this.stage = stage;
    upsertSearchAttributes([{ key: exitStage, value: stage }]);
    this.show();
  }

  end(outcome: ExitOutcome, summary: string, code?: string): Receipt {
    const { instanceId, groupId, clientId, reason, requestedBy } = this.input;
    const { exitId, steps, holds } = this;
    const times = { startedAt: this.#startedAt, finishedAt: new Date().toISOString() };
    return {
      exitId,
      instanceId,
      groupId,
      clientId,
      reason,
      requestedBy,
      outcome,
      code,
      summary,
      steps,
      holds,
      ...times,
    };
  }

  progress(): ExitProgress {
    const { stage, paused, cancelRequested, hold, steps, receipt } = this;
    return { stage, step: this.#step, waitingFor: this.#waitingFor, paused, cancelRequested, hold, steps, receipt };
  }

  show(): void {
    setCurrentDetails(exitDetails(this.input, this.progress()));
  }
}
