import type { Receipt } from '../activities/receipt.ts';
import { cancelExitSignal, pauseSignal, resumeSignal, type ExitProgress, type Hold } from '../workflows/messages.ts';
import { askExit, type AttachedExit } from './attached-exit.ts';
import { decide } from './decide.ts';
import { parseDecision, type DecisionRequest } from './decision.ts';
import { progressOf } from './progress-of.ts';
import { receiptOf } from './receipt-of.ts';

/**
 * One exit, running or ended; `GroupExits` makes it. Every method also throws `TemporalUnavailable` and `TemporalNotReady`.
 */
export class ExitHandle {
  readonly instanceId: string;
  readonly groupId: string;
  /** What to look for in the Temporal UI. */
  readonly workflowId: string;
  readonly #exit: AttachedExit;

  constructor(exit: AttachedExit) {
    this.instanceId = exit.group.instanceId;
    this.groupId = exit.group.groupId;
    this.workflowId = exit.workflow.workflowId;
    this.#exit = exit;
  }

  /**
   * Where the exit stands: its steps, why nothing moves, and the hold that waits for a decision.
   * @throws {NoSuchExit} also where Temporal has forgotten an old exit, of which `receipt()` still knows
   * @throws {ExitInterrupted} when the workflow was terminated before its receipt
   * @throws {NoWorker} when nobody answers, though asked up to three times; that takes 50 s at most
   */
  progress(): Promise<ExitProgress> {
    return progressOf(this.#exit);
  }

  /**
   * Stops before the next step. From the goodbye on nothing stops any more, and the exit goes on to its end.
   * @throws {ExitOver} {@link NoSuchExit}
   */
  pause(): Promise<void> {
    return askExit(this.#exit, () => this.#exit.workflow.signal(pauseSignal));
  }

  /**
   * Goes on after a pause.
   * @throws {ExitOver} {@link NoSuchExit}
   */
  resume(): Promise<void> {
    return askExit(this.#exit, () => this.#exit.workflow.signal(resumeSignal));
  }

  /**
   * Ends the exit before the next step, with a receipt that says `cancelled`. From the goodbye on it is too late.
   * @throws {ExitOver} {@link NoSuchExit}
   */
  cancel(): Promise<void> {
    return askExit(this.#exit, () => this.#exit.workflow.signal(cancelExitSignal));
  }

  /**
   * Answers a hold. When it returns, the exit has taken the decision.
   * @returns the hold that is decided
   * @throws {InvalidRequest} {@link DecisionRefused} {@link NoSuchExit}
   * @throws {NoWorker} when nobody answers in two minutes; the decision may still be taken, as `progress()` will show
   */
  async decide(decision: DecisionRequest): Promise<Hold> {
    return decide(this.#exit, parseDecision(decision));
  }

  /**
   * Waits for the end of the exit, however long that takes, and returns what came of it. An exit on hold has not ended: its
   * `progress().hold` says what to decide, and only one whose hold passed its deadline has a receipt that says `held`.
   * @param options.wait `false`: returns `undefined` at once where the exit has not ended
   * @throws {ExitInterrupted} when the workflow was terminated before its receipt
   * @throws {NoSuchExit} when nobody knows of an exit of this group
   * @throws {NoWorker} when Temporal has forgotten the exit and no worker is there to read the stored receipt
   */
  receipt(options?: { wait?: true }): Promise<Receipt>;
  receipt(options: { wait: boolean }): Promise<Receipt | undefined>;
  receipt({ wait = true }: { wait?: boolean } = {}): Promise<Receipt | undefined> {
    return receiptOf(this.#exit, wait);
  }
}
