import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { HoldKind, HoldRecord, Receipt, StepName, StepRecord } from '../activities/receipt.ts';
import { Absences } from './absence.ts';
import { Departures } from './departures.ts';
import { exitDetails } from './exit-details.ts';
import type {
  Decision,
  DepartureSeen,
  ExitProgress,
  ExitStage,
  GroupExitInput,
  Hold,
  Reinforcement,
} from './messages.ts';
import type { TurnDelayed } from './number/messages.ts';
import { exitStage, resignationAttribute } from './search-attributes.ts';
import { StepLog, type StepResult } from './step-log.ts';
import { TurnLease } from './turn-lease.ts';

/** The state of one exit: what its messages ask for, what is known of it, and what the UI shows of it. */
export class Exit {
  readonly input: GroupExitInput;
  /** Of the run that began it: survives continue-as-new and reset, and is replaced when an unfinished exit is taken over. */
  exitId = workflowInfo().firstExecutionRunId;
  readonly holds: HoldRecord[] = [];
  readonly startedAt = new Date().toISOString();
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
  readonly absences = new Absences();
  readonly turn: TurnLease;
  #successors: string[];
  readonly #log = new StepLog();
  readonly #resignations: string[];
  #waitingFor: string | undefined;

  constructor(input: GroupExitInput) {
    this.input = input;
    this.#successors = input.successors;
    this.#resignations = input.resignationId === undefined ? [] : [input.resignationId];
    this.turn = new TurnLease(input.version === undefined);
  }

  get group(): { instanceId: string; groupId: string } {
    const { instanceId, groupId } = this.input;
    return { instanceId, groupId };
  }

  /** What the steps came to so far, in their order. */
  get steps(): StepRecord[] {
    return this.#log.records;
  }

  /** Whether a person wants it to stop, and still may. */
  get interrupted(): boolean {
    return !this.pastNoReturn && (this.paused || this.cancelRequested);
  }

  /** The event that proves a departure which was asked for, also when it comes while the answer is lost or a person is asked. */
  get proof(): DepartureSeen | undefined {
    return this.leaveRequestedAtMs === undefined ? undefined : this.departures.since(this.leaveRequestedAtMs);
  }

  /** The event about a departure of ours since the exit began, whoever caused it. */
  get ownDeparture(): DepartureSeen | undefined {
    return this.departures.since(Date.parse(this.startedAt));
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

  /** Whoever filters by the other resignation finds this exit too. What is no resignation's id must not wedge it. */
  reinforce(reinforcement: Reinforcement | undefined): void {
    const id: unknown = reinforcement?.resignationId;
    if (typeof id !== 'string' || id === '' || this.#resignations.includes(id)) return;
    this.#resignations.push(id);
    upsertSearchAttributes([{ key: resignationAttribute, value: this.#resignations }]);
  }

  /** The number tells why its turn takes long. */
  delayTurn(delayed: TurnDelayed | undefined): void {
    if (!this.turn.isAskedAs(delayed?.askId) || this.turn.isHeld(Date.now())) return;
    this.waitFor(`waits for its turn: ${delayed?.why}`);
  }

  begin(step: StepName): void {
    this.#log.begin(step);
    this.waitFor(undefined);
  }

  /** Says why nothing moves, in the details and in `progress`; `undefined` when it moves again. */
  waitFor(reason: string | undefined): void {
    this.#waitingFor = reason;
    this.show();
  }

  record(result: StepResult): void {
    this.#log.record(result);
    this.waitFor(undefined);
  }

  skip(step: StepName, code: string, detail: string): void {
    this.#log.skip(step, code, detail);
    this.waitFor(undefined);
  }

  /** Changes the stage that people filter by; each change is a billed action, so only real ones are sent. */
  enter(stage: ExitStage): void {
    if (stage === this.stage) return;
    this.stage = stage;
    upsertSearchAttributes([{ key: exitStage, value: stage }]);
    this.show();
  }

  progress(): ExitProgress {
    const { stage, cancelRequested, hold, steps, receipt } = this;
    const paused = this.paused && !this.pastNoReturn;
    const { underWay: step } = this.#log;
    const waitingFor = this.#waitingFor;
    const moving = !receipt && !hold && !(this.interrupted && waitingFor !== undefined);
    return { stage, step, waitingFor, moving, paused, cancelRequested, hold, steps, receipt };
  }

  show(): void {
    setCurrentDetails(exitDetails(this.input, this.progress()));
  }
}
