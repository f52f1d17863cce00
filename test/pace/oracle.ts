import type { PacePolicy } from '../../activities/pace/policy.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const clocks = new Map<string, Intl.DateTimeFormat>();

interface Past {
  grantedAtMs: number;
  endedAtMs: number;
}

/**
 * Which lines of a policy a turn at this time would break, by reading the policy as a person does: nothing of the product is
 * used, not even how it tells the time.
 */
export function brokenBy(policy: PacePolicy, past: readonly Past[], atMs: number): string[] {
  const within = (spanMs: number): number => past.filter(({ grantedAtMs }) => grantedAtMs > atMs - spanMs).length;
  const perDay = policy.young && atMs < policy.young.untilMs ? policy.young.perDay : Infinity;
  const last = past.at(-1);
  const rules = {
    'the gap': last === undefined || atMs - last.endedAtMs >= policy.gap.minMs,
    'the hourly cap': within(HOUR_MS) < policy.perHour,
    'the daily cap': within(DAY_MS) < Math.min(policy.perDay, perDay),
    'the break': turnsSinceBreak(policy, past, atMs) < policy.breakEvery,
    'the hours': isOpen(policy, atMs),
  };
  return Object.entries(rules).flatMap(([rule, isKept]) => (isKept ? [] : [rule]));
}

/** Going back from now to the last pause that was long enough. */
function turnsSinceBreak({ breakFor }: PacePolicy, past: readonly Past[], atMs: number): number {
  let nextAtMs = atMs;
  for (const [turns, { grantedAtMs, endedAtMs }] of past.toReversed().entries()) {
    if (nextAtMs - endedAtMs >= breakFor.minMs) return turns;
    nextAtMs = grantedAtMs;
  }
  return past.length;
}

/** What a clock on a wall there shows. */
function isOpen({ timeZone, hours: { from, to }, weekdays }: PacePolicy, atMs: number): boolean {
  const { day, time } = clockIn(timeZone, atMs);
  const allows = (number: number): boolean => weekdays.some((weekday) => weekday === number);
  const yesterday = day === 1 ? 7 : day - 1;
  if (from < to) return allows(day) && from <= time && time < to;
  return (allows(day) && time >= from) || (allows(yesterday) && time < to);
}

function clockIn(timeZone: string, atMs: number): { day: number; time: string } {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    const parts = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    clock = new Intl.DateTimeFormat('en-US', { timeZone, ...parts });
    clocks.set(timeZone, clock);
  }
  // "Mon 09:05"
  const [name = '', time = ''] = clock.format(atMs).split(/,? /);
  return { day: names.indexOf(name) + 1, time };
}

/**
 * The most turns that the policy allows one after another, found by trying every minute.
 * @param load when each asks, and how long its turn takes; all in whole minutes
 * @returns when each was granted, up to `untilMs`
 */
export function greedily(
  policy: PacePolicy,
  load: readonly { askedAtMs: number; takesMs: number }[],
  startMs: number,
  untilMs: number,
): number[] {
  const past: Past[] = [];
  let minuteMs = startMs;
  while (minuteMs < untilMs && past.length < load.length) {
    const asker = load[past.length];
    if (
      asker &&
      asker.askedAtMs <= minuteMs &&
      isOpen(policy, minuteMs) &&
      brokenBy(policy, past, minuteMs).length === 0
    ) {
      past.push({ grantedAtMs: minuteMs, endedAtMs: minuteMs + asker.takesMs });
      minuteMs += asker.takesMs;
      if (asker.takesMs > 0 || policy.gap.minMs === 0) continue;
    }
    minuteMs += 60_000;
  }
  return past.map(({ grantedAtMs }) => grantedAtMs);
}
