import type { PacePolicy } from '../../activities/pace/policy.ts';
import { nextOpening } from './opening-hours.ts';
import { DAY_MS, HOUR_MS, type PaceUsed } from './used.ts';

export interface NextTurn {
  atMs: number;
  /** What held it back last; `now` when nothing does. */
  because: 'now' | 'gap' | 'break' | 'hourly-cap' | 'daily-cap' | 'hours' | 'weekday';
}

/**
 * The first time from now on at which the policy allows the next turn, given that none is under way. Pure.
 * @param nowMs ms since epoch
 * @returns `atMs` is never before `nowMs`
 * @throws {RangeError} when the policy's time zone is unknown or no weekday is allowed
 */
export function nextTurn(policy: PacePolicy, used: PaceUsed, nowMs: number): NextTurn {
  if (policy.name === 'none') return { atMs: nowMs, because: 'now' };
  const waits: NextTurn[] = [
    { atMs: nowMs, because: 'now' },
    { atMs: endOf(used.lastEndMs, used.gapMs), because: 'gap' },
    { atMs: endOf(used.lastEndMs, used.breakMs), because: 'break' },
    { atMs: freeFrom(used, policy.perHour, HOUR_MS), because: 'hourly-cap' },
  ];
  const soonest = latestOf(waits);
  const day = { atMs: dayFreeFrom(policy, used, soonest.atMs), because: 'daily-cap' } as const;
  const allowed = latestOf([soonest, day]);
  // Last, since nothing before it depends on the time of the day.
  const opening = nextOpening(policy, allowed.atMs);
  return opening.because === 'open' ? allowed : { atMs: opening.atMs, because: opening.because };
}

const endOf = (lastEndMs: number | undefined, waitMs: number): number =>
  lastEndMs === undefined ? Number.NEGATIVE_INFINITY : lastEndMs + waitMs;

/** When fewer than `most` turns lie within the sliding window again. */
function freeFrom({ grantedAtMs }: PaceUsed, most: number, windowMs: number): number {
  const inTheWay = grantedAtMs.at(-most);
  return inTheWay === undefined ? Number.NEGATIVE_INFINITY : inTheWay + windowMs;
}

function dayFreeFrom({ perDay, young }: PacePolicy, used: PaceUsed, fromMs: number): number {
  const grown = freeFrom(used, perDay, DAY_MS);
  if (young === undefined || fromMs >= young.untilMs) return grown;
  const whileYoung = freeFrom(used, Math.min(young.perDay, perDay), DAY_MS);
  return whileYoung < young.untilMs ? whileYoung : Math.max(young.untilMs, grown);
}

/** The first of several that are equally late. */
function latestOf(waits: NextTurn[]): NextTurn {
  return waits.reduce((latest, wait) => (wait.atMs > latest.atMs ? wait : latest));
}
