import { estimatedTurnMs } from '../pace/estimate.ts';
import { nextTurn } from '../pace/next-turn.ts';
import { afterGrant, afterTurn } from '../pace/used.ts';
import type { NumberCarried } from './carried.ts';
import { standstillUntilMs } from './next-step.ts';

/**
 * When the first of the queue may expect their turns, ms since epoch, if each gap and break is of mean length. Pure.
 * @param most how many of them
 * @returns nothing where nobody can say: the pace is not known, or a person or the session has to act first
 */
export function expectedTurns(carried: NumberCarried, nowMs: number, most: number): number[] {
  const { pace, turn, queue } = carried;
  let { used } = carried;
  let atMs = Math.max(nowMs, standstillUntilMs(carried));
  if (!pace || atMs === Infinity) return [];
  if (turn) {
    atMs = Math.max(atMs, Math.min(turn.grantedAtMs + estimatedTurnMs(pace), turn.leaseUntilMs));
    used = afterTurn(used, pace, atMs, meanly);
  }
  const expected: number[] = [];
  while (expected.length < Math.min(most, queue.length)) {
    const grantedAtMs = nextTurn(pace, used, atMs).atMs;
    expected.push(grantedAtMs);
    atMs = grantedAtMs + estimatedTurnMs(pace);
    used = afterTurn(afterGrant(used, pace, grantedAtMs), pace, atMs, meanly);
  }
  return expected;
}

const meanly = (): number => 0.5;
