import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { laneWorkflowId } from '../../workflows/resignation/messages.ts';
import type { resignationLane } from '../../workflows/resignation/resignation-lane.ts';
import { wishes } from '../memberships/seed-plan.ts';
import { devServer } from '../support/temporal.ts';
import { quickActivities } from './quick/activities.ts';
import { all, freshPlan, groupIdAt, onStage, until } from './stage.ts';

let environment: TestWorkflowEnvironment;
let bundle: { code: string };
beforeAll(async () => {
  environment = await devServer();
  bundle = await bundleWorkflows('../test/resignations/quick/workflows.ts');
});
afterAll(() => environment.teardown());

const numbers = ['billing', 'events', 'parties', 'sales', 'support', 'tours'];

/** How many runs a workflow took. */
async function runsOf(workflowId: string): Promise<number> {
  return (await environment.client.workflow.count(`WorkflowId = "${workflowId}"`)).count;
}

test('leaves a thousand groups over lanes that continue as new, with exact counts and short histories', async () => {
  const plan = freshPlan(Array.from({ length: 1_000 }, (_, at) => ({ instance_id: numbers[at % 6] })));
  const held = new Set(Array.from({ length: 20 }, (_, at) => groupIdAt(plan, at * 50 + (at % 6))));
  const begun: string[] = [];
  const more = quickActivities(
    (groupId) => held.has(groupId),
    async ({ groupId, answer }) => void (answer === undefined && begun.push(groupId)),
  );
  await onStage(environment, { plan, bundle, more }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, approvedBy: 'ana' });
    const { numbers: rows } = await until(run, ({ settled, holds }) => settled + holds === 1_000);
    expect(rows.map(({ instanceId, groups }) => [instanceId, groups])).toEqual(
      numbers.map((instanceId, at) => [instanceId, at < 4 ? 167 : 166]),
    );
    expect((await all(run.holds())).map(({ groupId }) => groupId).toSorted()).toEqual([...held].toSorted());
    const { decided } = await run.decideAll('no-successor', { action: 'leave-anyway', decidedBy: 'ana' });
    expect(decided).toHaveLength(20);
    const end = await run.finished();
    expect(end).toMatchObject({ state: 'finished', groups: 1_000, settled: 1_000, outcomes: { left: 1_000 } });
    expect(new Set(begun).size).toBe(1_000);
    expect(begun).toHaveLength(1_000);
    const lines = await all(run.report());
    expect(new Set(lines.map(({ groupId }) => groupId)).size).toBe(1_000);
    expect(lines.every(({ outcome, exitId }) => outcome === 'left' && exitId !== undefined)).toBe(true);
    const { events } = await environment.client.workflow.getHandle(run.workflowId).fetchHistory();
    expect(events?.length).toBeLessThan(2_000);
    for (const instanceId of numbers)
      expect(await runsOf(laneWorkflowId(plan.planId, instanceId))).toBeGreaterThanOrEqual(4);
  });
}, 900_000);

test.each([
  ['the signal', (workflowId: string) => environment.client.workflow.getHandle(workflowId).signal('cancel')],
  [
    "Temporal's own cancel",
    async (workflowId: string) => void (await environment.client.workflow.getHandle(workflowId).cancel()),
  ],
])(
  'loses no cancel by %s that comes while a lane continues as new',
  async (_by, cancel) => {
    const offsets = [48, 49, 50, 51];
    const plan = freshPlan(
      offsets.flatMap((offset) => Array.from({ length: 60 }, () => ({ instance_id: `number-${offset}` }))),
    );
    const begun = new Map<string, number>();
    const more = quickActivities(
      () => false,
      async ({ instanceId }) => {
        const count = (begun.get(instanceId) ?? 0) + 1;
        begun.set(instanceId, count);
        if (instanceId === `number-${count}`) await cancel(laneWorkflowId(plan.planId, instanceId));
      },
    );
    const { successors: _none, ...same } = wishes;
    await onStage(environment, { plan, bundle, more }, async ({ taskQueue }) => {
      const lanes = await Promise.all(
        offsets.map((offset) => {
          const instanceId = `number-${offset}`;
          const lane = { resignationId: plan.planId, planId: plan.planId, instanceId, wishes: same };
          return environment.client.workflow.start<typeof resignationLane>('resignationLane', {
            workflowId: laneWorkflowId(plan.planId, instanceId),
            taskQueue,
            args: [{ ...lane, urgency: 'request', paused: false, cancelled: false }],
          });
        }),
      );
      await Promise.all(lanes.map((lane) => lane.result()));
      // One more may be on its way at the moment of the order.
      for (const offset of offsets) expect(begun.get(`number-${offset}`)).toBeLessThanOrEqual(offset + 1);
    });
  },
  120_000,
);
