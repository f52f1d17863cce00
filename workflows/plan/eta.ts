import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import type { InstanceShare, PlanSummary } from '../../activities/plans/plan.ts';
import { estimateEndMs } from '../pace/estimate.ts';
import { nothingUsed } from '../pace/used.ts';
import { stepFailure } from '../step-failure.ts';
import { inParallel } from './in-parallel.ts';

/** Somebody waits for the answer, and it is good without an estimate. */
const { readPace } = proxyActivities<Pick<Activities, 'readPace'>>({
  startToCloseTimeout: '5 seconds',
  retry: { maximumAttempts: 1 },
});

const NUMBERS_AT_ONCE = 50;

/** The plan with how long each number will take, where its pace can be read. */
export async function withEta(plan: PlanSummary): Promise<PlanSummary> {
  const instances = [...plan.instances];
  await inParallel([...instances.entries()], NUMBERS_AT_ONCE, async ([index, share]) => {
    instances[index] = { ...share, etaMs: await etaOf(share) };
    return 'go-on';
  });
  return { ...plan, instances };
}

async function etaOf({ instanceId, exits }: InstanceShare): Promise<number | undefined> {
  if (exits === 0) return 0;
  try {
    const policy = await readPace.executeWithOptions({ summary: `Read the pace of ${instanceId}` }, [{ instanceId }]);
    const nowMs = Date.now();
    return estimateEndMs(policy, nothingUsed, exits, nowMs) - nowMs;
  } catch (error) {
    stepFailure(error);
    return undefined;
  }
}
