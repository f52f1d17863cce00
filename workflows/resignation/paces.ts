import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import type { PacePolicy } from '../../activities/pace/policy.ts';
import type { ResignationProgress } from '../../activities/plans/progress.ts';
import { estimateEndMs } from '../pace/estimate.ts';
import { nothingUsed } from '../pace/used.ts';
import { inParallel } from '../plan/in-parallel.ts';
import { stepFailure } from '../step-failure.ts';

/** A resignation is good without an estimate. */
const { readPace } = proxyActivities<Pick<Activities, 'readPace'>>({
  startToCloseTimeout: '5 seconds',
  retry: { maximumAttempts: 1 },
});

const NUMBERS_AT_ONCE = 50;

/** The paces of the numbers of a resignation: read once, since gateways are asked for their limits. */
export class Paces {
  readonly #policies = new Map<string, PacePolicy>();

  async learn(instanceIds: readonly string[]): Promise<void> {
    await inParallel([...instanceIds], NUMBERS_AT_ONCE, async (instanceId) => {
      try {
        const summary = `Read the pace of ${instanceId}`;
        this.#policies.set(instanceId, await readPace.executeWithOptions({ summary }, [{ instanceId }]));
      } catch (error) {
        stepFailure(error);
      }
      return 'go-on';
    });
  }

  /**
   * When the last number is through. The rate of the last hour knows nothing of nights and daily caps, so where every number
   * with groups left has a pace, that counts.
   */
  endsAt({ state, numbers, endsAt }: ResignationProgress, nowMs: number): string | undefined {
    const left = numbers.filter(({ open }) => open > 0);
    if (state !== 'running' || left.length === 0) return endsAt;
    const ends: number[] = [];
    for (const { instanceId, open } of left) {
      const policy = this.#policies.get(instanceId);
      if (policy === undefined || policy.name === 'none') return endsAt;
      ends.push(estimateEndMs(policy, nothingUsed, open, nowMs));
    }
    return new Date(Math.max(...ends)).toISOString();
  }
}
