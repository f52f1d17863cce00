import type { PacePolicy, Range } from '../../activities/pace/policy.ts';

/** What a number has used of its pace. Plain JSON: it is carried from run to run. */
export interface PaceUsed {
  /** Of the last 24 hours, oldest first. */
  grantedAtMs: number[];
  /** Absent before the first turn has ended. */
  lastEndMs?: number;
  /** The gap that was drawn when the last turn ended. */
  gapMs: number;
  /** Turns since the last break. */
  sinceBreak: number;
  /** The break that was drawn when the last turn ended; 0 when none was due. */
  breakMs: number;
}

export const HOUR_MS = 60 * 60_000;
export const DAY_MS = 24 * HOUR_MS;

/** A number that has never had a turn. */
export const nothingUsed: PaceUsed = { grantedAtMs: [], gapMs: 0, sinceBreak: 0, breakMs: 0 };

/** A turn is granted now. */
export function afterGrant(used: PaceUsed, policy: PacePolicy, nowMs: number): PaceUsed {
  // All of a day, however low the cap is just now: it may be raised again.
  const recent = used.grantedAtMs.filter((grantedAtMs) => grantedAtMs > nowMs - DAY_MS);
  return {
    ...used,
    grantedAtMs: [...recent, nowMs],
    sinceBreak: hasRested(used, policy, nowMs) ? 1 : used.sinceBreak + 1,
  };
}

/**
 * The turn is over, by whatever end. Draws how long to wait before the next.
 * @param random at least 0 and below 1: `Math.random` of the workflow, which replays
 */
export function afterTurn(used: PaceUsed, policy: PacePolicy, nowMs: number, random: () => number): PaceUsed {
  const gapMs = drawFrom(policy.gap, random);
  const breakMs = used.sinceBreak >= policy.breakEvery ? drawFrom(policy.breakFor, random) : 0;
  return { ...used, lastEndMs: nowMs, gapMs, breakMs };
}

/** @returns ms within the range, both ends possible */
export function drawFrom({ minMs, maxMs }: Range, random: () => number): number {
  return minMs + Math.floor(random() * (maxMs - minMs + 1));
}

/** A night or a quiet afternoon is a break as well. */
function hasRested({ lastEndMs, breakMs }: PaceUsed, { breakFor }: PacePolicy, nowMs: number): boolean {
  return breakMs > 0 || (lastEndMs !== undefined && nowMs - lastEndMs >= breakFor.maxMs);
}
