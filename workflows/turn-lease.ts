import { uuid4 } from '@temporalio/workflow';
import type { Range } from '../activities/pace/policy.ts';
import type { TurnFailure, TurnOver } from '../activities/turns.ts';
import type { TurnGranted } from './number/messages.ts';
import { drawFrom } from './pace/used.ts';

/** What one exit knows of its turn. */
export class TurnLease {
  #isFree: boolean;
  /** Of the question that waits for its answer, or has got it. */
  #askId: string | undefined;
  #granted: TurnGranted | undefined;
  #failure: TurnFailure | undefined;
  #restUntilMs = 0;

  /** @param isFree whether nobody has to be asked */
  constructor(isFree: boolean) {
    this.#isFree = isFree;
  }

  /** The number has no pace: turns are granted at once and need not be given back. */
  get isFree(): boolean {
    return this.#isFree;
  }

  becomeFree(): void {
    this.#isFree = true;
    this.#askId = undefined;
  }

  /** @returns the id to ask with: the same for as long as the question has no answer */
  ask(): string {
    if (this.#granted) this.#forget();
    return (this.#askId ??= uuid4());
  }

  /** A late answer to an earlier question does not count. */
  grant(granted: TurnGranted | undefined): void {
    if (this.isAskedAs(granted?.askId)) this.#granted = granted;
  }

  isAskedAs(askId: string | undefined): boolean {
    return askId !== undefined && askId === this.#askId;
  }

  isHeld(nowMs: number): boolean {
    return this.#isFree || (this.#granted !== undefined && nowMs < this.#granted.leaseUntilMs);
  }

  /** Notes what a step came to: the failure of the last one goes with the turn when it is given back. */
  noteOutcome(nowMs: number, failure: TurnFailure | undefined): void {
    this.#failure = failure;
    this.#rest(nowMs, this.#granted?.gaps.stepGap);
  }

  noteGoodbye(nowMs: number): void {
    this.#rest(nowMs, this.#granted?.gaps.goodbyeToLeave);
  }

  /** How long to wait before the next step, ms. */
  restMs(nowMs: number): number {
    return Math.max(0, this.#restUntilMs - nowMs);
  }

  /** @returns what to tell the number; nothing where it waits for nothing */
  giveBack(): Pick<TurnOver, 'askId' | 'failure'> | undefined {
    const [askId, failure] = [this.#askId, this.#failure];
    this.#forget();
    this.#failure = undefined;
    const isNews = askId !== undefined || failure?.kind === 'restricted';
    return isNews && !this.#isFree ? { askId, failure } : undefined;
  }

  #forget(): void {
    this.#askId = undefined;
    this.#granted = undefined;
  }

  #rest(nowMs: number, gap: Range | undefined): void {
    if (gap) this.#restUntilMs = nowMs + drawFrom(gap, Math.random);
  }
}
