import type { PacePolicy, Range } from '../../activities/pace/policy.ts';
import { nextTurn } from './next-turn.ts';
import { afterGrant, afterTurn, type PaceUsed } from './used.ts';

/** Pre-flight, invite code, description, promotion, goodbye: what stands between them. */
const STEP_GAPS = 4;

/**
 * When `count` more turns will be over, if each gap and break is of mean length, every exit has every step, and the gateway
 * takes no time to answer.
 */
export function estimateEndMs(policy: PacePolicy, used: PaceUsed, count: number, nowMs: number): number {
  if (policy.name === 'none') return nowMs;
  let [state, atMs] = [used, nowMs];
  const turnMs = estimatedTurnMs(policy);
  for (let turn = 0; turn < count; turn++) {
    const grantedAtMs = nextTurn(policy, state, atMs).atMs;
    atMs = grantedAtMs + turnMs;
    state = afterTurn(afterGrant(state, policy, grantedAtMs), policy, atMs, () => 0.5);
  }
  return atMs;
}

/** How long a turn is, going by its waits alone. */
export function estimatedTurnMs({ stepGap, goodbyeToLeave }: PacePolicy): number {
  return STEP_GAPS * meanOf(stepGap) + meanOf(goodbyeToLeave);
}

const meanOf = ({ minMs, maxMs }: Range): number => Math.round((minMs + maxMs) / 2);
