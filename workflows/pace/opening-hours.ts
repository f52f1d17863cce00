import type { PacePolicy } from '../../activities/pace/policy.ts';
import { changeBetween, offsetAt } from './time-zone.ts';

type Hours = Pick<PacePolicy, 'hours' | 'weekdays' | 'timeZone'>;

export interface Opening {
  atMs: number;
  /** Why not earlier. */
  because: 'open' | 'hours' | 'weekday';
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * @returns the first time from `fromMs` on that lies within the hours and weekdays by the clocks there. A clock that is put
 *   forward over the opening opens at the change; an hour that comes twice counts twice.
 * @throws {RangeError} when the time zone is unknown or no weekday is allowed
 */
export function nextOpening(policy: Hours, fromMs: number): Opening {
  const { timeZone, weekdays } = policy;
  const offset = offsetAt(timeZone, fromMs);
  const atMs = nextByClock(policy, fromMs + offset) - offset;
  if (atMs === fromMs) return { atMs, because: 'open' };
  const because = weekdays.some((day) => day === weekdayOf(dayOf(fromMs + offset))) ? 'hours' : 'weekday';
  if (offsetAt(timeZone, atMs) === offset) return { atMs, because };
  // The clocks change in between: up to then it stays closed, and from then on other hours count.
  return { atMs: nextOpening(policy, changeBetween(timeZone, fromMs, atMs)).atMs, because };
}

/** The same by a clock that nobody changes: both times are ms on that clock. */
function nextByClock({ hours, weekdays }: Hours, clockMs: number): number {
  const from = minutesOf(hours.from) * MINUTE_MS;
  const to = minutesOf(hours.to) * MINUTE_MS;
  const length = to > from ? to - from : to - from + DAY_MS;
  const today = dayOf(clockMs);
  // From yesterday on, whose night may not be over, to the same weekday of the next week.
  for (let day = today - 1; day <= today + 7; day++) {
    if (!weekdays.some((allowed) => allowed === weekdayOf(day))) continue;
    const opens = day * DAY_MS + from;
    if (clockMs < opens + length) return Math.max(clockMs, opens);
  }
  throw new RangeError('weekdays must not be empty: no turn could ever be granted');
}

const dayOf = (clockMs: number): number => Math.floor(clockMs / DAY_MS);

/** Day 0, 1 January 1970, was a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? Number.NaN) * 60 + (minutes ?? Number.NaN);
}
