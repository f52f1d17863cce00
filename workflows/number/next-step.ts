import { nextTurn, type NextTurn } from '../pace/next-turn.ts';
import type { NumberCarried } from './carried.ts';

/** Until when the number stands still; `Infinity` where a person, or the session, has to end it. */
export function standstillUntilMs({ pause, restriction }: Pick<NumberCarried, 'pause' | 'restriction'>): number {
  const until = (stop: { untilMs?: number } | undefined) => (stop ? (stop.untilMs ?? Infinity) : 0);
  return Math.max(until(pause), until(restriction));
}

/**
 * When there is something to do for a number, if it hears nothing more. Pure.
 * @returns ms since epoch, in the past where it is due; `Infinity` for nothing
 */
export function dueAtMs(carried: NumberCarried, nowMs: number): number {
  const { turn, queue, pace, paceDueAtMs } = carried;
  if (turn) return turn.leaseUntilMs;
  const standstillMs = standstillUntilMs(carried);
  if (standstillMs > nowMs) return standstillMs;
  if (queue.length === 0) return Infinity;
  if (!pace || paceDueAtMs <= nowMs) return paceDueAtMs;
  // The pace is read again before the turn that a new one may allow sooner.
  return Math.min(nextTurn(pace, carried.used, nowMs).atMs, paceDueAtMs);
}

/** When the next turn may be granted, as far as anybody knows; `undefined` while a person, or the session, has to act. Pure. */
export function nextGrant(carried: NumberCarried, nowMs: number): NextTurn | undefined {
  const { pace, used } = carried;
  const standstillMs = standstillUntilMs(carried);
  if (!pace || standstillMs === Infinity) return undefined;
  return nextTurn(pace, used, Math.max(nowMs, standstillMs));
}
