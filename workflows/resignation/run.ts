import { condition, setCurrentDetails } from '@temporalio/workflow';
import type { GroupKey } from '../../activities/memberships/memberships.ts';
import type { ResignationState } from '../../activities/plans/plan.ts';
import type { ResignationProgress } from '../../activities/plans/progress.ts';
import type { Resignation } from '../../activities/plans/resignations.ts';
import type { Order } from '../../activities/resignations/order-exits.ts';
import type { PauseOrder, ResignationInput } from './messages.ts';
import { resignationDetails } from './resignation-details.ts';

/** The state of one resignation: what its messages ask for, and what the UI shows of it. */
export class ResignationRun {
  readonly input: ResignationInput;
  /** What the books say of it, once they know it. */
  resignation: Resignation | undefined;
  /** Why it can't begin. */
  refusal: unknown;
  state: ResignationState = 'planning';
  instanceIds: string[] = [];
  progress: ResignationProgress | null = null;
  isApproved = false;
  retryRequested = false;
  /** The order that lanes and exits have; nobody knows it after a run that was terminated. */
  ordered: Order | undefined = 'resume';
  readonly #skips: GroupKey[] = [];
  #paused: PauseOrder | undefined;
  #cancelled = false;
  #isResumed = false;
  #news = 0;

  constructor(input: ResignationInput) {
    this.input = input;
  }

  get resignationId(): string {
    return this.input.resignationId;
  }

  get planId(): string {
    if (this.resignation) return this.resignation.planId;
    const plan = this.input.begin?.plan;
    return plan && 'planId' in plan ? plan.planId : this.resignationId;
  }

  /** What activities over all its exits take. */
  get scope(): { resignationId: string; planId: string; instanceIds: string[] } {
    return { resignationId: this.resignationId, planId: this.planId, instanceIds: this.instanceIds };
  }

  /** The order that people have given. */
  get wanted(): Order {
    if (this.#cancelled) return 'cancel';
    return this.#paused ? 'pause' : 'resume';
  }

  get isCancelled(): boolean {
    return this.#cancelled;
  }

  get paused(): { by: string | null; reason: string | null } | undefined {
    return this.#paused && { by: textOf(this.#paused.pausedBy), reason: textOf(this.#paused.reason) };
  }

  /** A person may send it from the Temporal UI, with anything or nothing. */
  pause(order: PauseOrder | undefined): void {
    this.#paused = typeof order === 'object' && order !== null ? order : {};
    this.hear();
  }

  resume(): void {
    this.#paused = undefined;
    this.#isResumed = true;
    this.hear();
  }

  /** An earlier run of it was terminated: what people had ordered holds, unless they have ordered otherwise since. */
  takeUp({ state, pausedBy, pauseReason }: Resignation): void {
    const wasPaused = state === 'pausing' || state === 'paused';
    if (wasPaused || state === 'cancelling') this.ordered = undefined;
    if (state === 'cancelling') this.cancel();
    if (wasPaused && !this.#isResumed && !this.#paused)
      this.pause({ pausedBy: pausedBy ?? undefined, reason: pauseReason ?? undefined });
  }

  cancel(): void {
    this.#cancelled = true;
    this.hear();
  }

  retryFailed(): void {
    this.retryRequested = true;
    this.hear();
  }

  /** What names no group must not wedge it. */
  skip(group: GroupKey | undefined): void {
    if (typeof group?.instanceId !== 'string' || typeof group.groupId !== 'string') return;
    this.#skips.push({ instanceId: group.instanceId, groupId: group.groupId });
    this.hear();
  }

  nextSkip(): GroupKey | undefined {
    return this.#skips.shift();
  }

  get hasOrders(): boolean {
    return this.#skips.length > 0 || this.retryRequested || this.wanted !== this.ordered;
  }

  hear(): void {
    this.#news += 1;
  }

  /** Waits until something is asked for, or a lane has ended. */
  async news(patienceMs: number, summary: string): Promise<void> {
    const heard = this.#news;
    if (this.hasOrders) return;
    await condition(() => this.#news !== heard, patienceMs, { summary });
  }

  /** Waits without end until something is asked for. */
  async untilHeard(): Promise<void> {
    const heard = this.#news;
    await condition(() => this.#news !== heard);
  }

  show(): void {
    setCurrentDetails(resignationDetails(this.resignationId, this.state, this.progress, this.paused));
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null;
}
