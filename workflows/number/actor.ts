import type { PacePolicy } from '../../activities/pace/policy.ts';
import type { TurnFailure, TurnOver, TurnRequest } from '../../activities/turns.ts';
import { queueOrder } from '../pace/queue-order.ts';
import { afterGrant, afterTurn, nothingUsed } from '../pace/used.ts';
import type { NumberCarried, Turn, Waiting } from './carried.ts';
import type { PauseOrder, SessionSeen } from './messages.ts';

/** Longer than an exit takes with all its gaps; one that needs more asks again. */
const LEASE_MS = 15 * 60_000;
/** An exit that finds no room asks again after an hour. Twice as many would come near to what Temporal takes as one input. */
const MOST_WAITING = 5_000;
/** So many turns in a row with the same failure are the number's trouble. */
const FAILURES_IN_A_ROW = 3;
/** Where a limit of the rate names no time. */
const SLOW_DOWN_MS = 5 * 60_000;
/** However long a gateway asks for: a slip in its answer must not stop a number for years. */
const LONGEST_SLOW_DOWN_MS = 86_400_000;

/**
 * What becomes of a number's state by what it hears and does. Free of Temporal: the time is an argument.
 */
export class Actor {
  readonly carried: NumberCarried;
  readonly #random: () => number;

  /** @param random at least 0 and below 1 */
  constructor(carried: NumberCarried | undefined, random: () => number) {
    this.carried = carried ?? { queue: [], used: nothingUsed, paceDueAtMs: 0, sessionAtMs: 0 };
    this.#random = random;
  }

  /** The queue, who is next first. */
  get inOrder(): Waiting[] {
    return this.carried.queue.toSorted(queueOrder);
  }

  ask(request: TurnRequest, nowMs: number): void {
    const { turn } = this.carried;
    if (turn?.workflowId === request.workflowId) {
      // The question that was answered already, delivered once more.
      if (turn.askId === request.askId) return;
      // An earlier run of the exit, or one whose lease is as good as over.
      this.#endTurn(nowMs);
    }
    this.#leaveQueue(request.workflowId);
    if (this.carried.queue.length < MOST_WAITING) this.carried.queue.push(request);
  }

  turnOver({ workflowId, askId, failure }: TurnOver, nowMs: number): void {
    const { turn, queue } = this.carried;
    const isMeant = (one: TurnRequest) => one.workflowId === workflowId && (askId === undefined || one.askId === askId);
    const hadTurn = turn !== undefined && isMeant(turn);
    this.carried.queue = queue.filter((one) => !isMeant(one));
    if (hadTurn) this.#endTurn(nowMs);
    if (failure) this.#learnFrom(failure, nowMs);
    else if (hadTurn) this.carried.failures = undefined;
  }

  pause(order: PauseOrder, nowMs: number): void {
    this.carried.pause = { ...order, sinceMs: nowMs };
  }

  /** A person's word stands above what the number has found. */
  resume(): void {
    this.carried.pause = undefined;
    this.#lift();
  }

  sessionSeen({ state, restriction, atMs }: SessionSeen, nowMs: number): void {
    if (atMs < this.carried.sessionAtMs) return;
    this.carried.sessionAtMs = atMs;
    if (restriction) {
      const message = 'the gateway tells of a restriction by WhatsApp';
      this.carried.restriction = { ...restriction, message, sinceMs: nowMs };
    } else if (state === 'needs-login') {
      const message = 'the number is logged out: log it in again at the gateway';
      this.carried.restriction = { code: 'logged-out', message, sinceMs: nowMs };
    } else if (state === 'working' && atMs >= (this.carried.restriction?.sinceMs ?? 0)) this.#lift();
  }

  /** Ends what a time has ended: a lease, a pause, a restriction. */
  expire(nowMs: number): void {
    const { turn, pause, restriction } = this.carried;
    if (turn && turn.leaseUntilMs <= nowMs) this.#endTurn(nowMs);
    if (pause?.untilMs !== undefined && pause.untilMs <= nowMs) this.carried.pause = undefined;
    // The streak stays: if the next turn fails the same way, the number stops at once.
    if (restriction?.untilMs !== undefined && restriction.untilMs <= nowMs) this.carried.restriction = undefined;
  }

  /** @returns the turn, and how to take it back as if it had not been granted: its exit is gone */
  grant(exit: Waiting, pace: PacePolicy, nowMs: number): { turn: Turn; takeBack: () => void } {
    const { used } = this.carried;
    const { told: _, ...request } = exit;
    const turn: Turn = { ...request, grantedAtMs: nowMs, leaseUntilMs: nowMs + LEASE_MS };
    this.#leaveQueue(exit.workflowId);
    this.carried.turn = turn;
    this.carried.used = afterGrant(used, pace, nowMs);
    const takeBack = () => {
      if (this.carried.turn !== turn) return;
      this.carried.turn = undefined;
      this.carried.used = used;
    };
    return { turn, takeBack };
  }

  #endTurn(nowMs: number): void {
    this.carried.turn = undefined;
    const { pace, used } = this.carried;
    if (pace) this.carried.used = afterTurn(used, pace, nowMs, this.#random);
  }

  #leaveQueue(workflowId: string): void {
    this.carried.queue = this.carried.queue.filter((one) => one.workflowId !== workflowId);
  }

  #learnFrom({ kind, code, message, untilMs }: TurnFailure, nowMs: number): void {
    if (kind === 'slow-down') return this.#slowDown(untilMs, nowMs);
    if (kind === 'restricted') return this.#restrict(code, message, untilMs, nowMs);
    const { failures } = this.carried;
    const count = failures?.code === code ? failures.count + 1 : 1;
    this.carried.failures = { code, count };
    if (count < FAILURES_IN_A_ROW) return;
    this.#restrict(code, `${count} turns in a row ended with the same failure: ${message}`, untilMs, nowMs);
  }

  #slowDown(untilMs: number | undefined, nowMs: number): void {
    const { used } = this.carried;
    const waitMs = Math.min((untilMs ?? nowMs + SLOW_DOWN_MS) - nowMs, LONGEST_SLOW_DOWN_MS);
    this.carried.used = { ...used, lastEndMs: nowMs, gapMs: Math.max(used.gapMs, waitMs) };
  }

  /** A time that is known already, from an event, outlives a failure that names none. */
  #restrict(code: string, message: string, untilMs: number | undefined, nowMs: number): void {
    const known = this.carried.restriction;
    const until = untilMs ?? (known?.code === code ? known.untilMs : undefined);
    this.carried.restriction = { code, message, sinceMs: nowMs, untilMs: until };
  }

  #lift(): void {
    this.carried.restriction = undefined;
    this.carried.failures = undefined;
  }
}
