import { setCurrentDetails } from '@temporalio/workflow';
import type { GroupKey } from '../../activities/memberships/memberships.ts';
import type { SettledItem } from '../../activities/plans/resignations.ts';
import type { LaneInput, LaneProgress } from './messages.ts';

/** The state of one lane: what its messages ask for, and what it waits for. */
export class Lane {
  readonly input: LaneInput;
  paused: boolean;
  cancelled: boolean;
  /** What became of the last item; told to the books with the next one that is taken. */
  settled: SettledItem | undefined;
  /** From the moment an item is taken until its exit runs and knows of every order. */
  moving = false;
  /** Changes whenever there may be something to do. */
  news = 0;
  readonly #held = new Set<string>();

  constructor(input: LaneInput) {
    this.input = input;
    this.paused = input.paused;
    this.cancelled = input.cancelled;
    this.settled = input.settled;
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
    this.cancelled = true;
    this.hear();
    this.show();
  }

  hear(): void {
    this.news += 1;
  }

  /** A person may send the signal from the Temporal UI: what names no group must not wedge the lane. */
  hold(group: Pick<GroupKey, 'groupId'> | undefined): void {
    if (typeof group?.groupId === 'string') this.#held.add(group.groupId);
  }

  isHeld(groupId: string): boolean {
    return this.#held.has(groupId);
  }

  forget(groupId: string): void {
    this.#held.delete(groupId);
  }

  progress(): LaneProgress {
    const { paused, cancelled, moving } = this;
    return { paused, cancelled, moving };
  }

  show(now = ''): void {
    const order = this.cancelled ? '**Cancelling**' : this.paused ? '**Paused**' : '';
    setCurrentDetails([order, now].filter(Boolean).join('\n\n'));
  }
}
