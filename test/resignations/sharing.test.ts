import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resignationAttribute } from '../../workflows/search-attributes.ts';
import { facts, type ExitActivities } from '../stories/scripted.ts';
import { devServer } from '../support/temporal.ts';
import { all, freshPlan, groupIdAt, onStage, until } from './stage.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

const ana = { approvedBy: 'ana' };
const nobodyThere = { ...facts, successors: { configured: 1 } };
const everywhereHeld: Pick<ExitActivities, 'preFlight'> = {
  preFlight: async ({ exitId }) => ({ kind: 'member', exitId, leaving: false, facts: nobodyThere }),
};
const anyway = { action: 'leave-anyway', decidedBy: 'ana' } as const;

test('counts on an exit that somebody else has asked for, and starts no second one', async () => {
  const plan = freshPlan([{}]);
  const groupId = groupIdAt(plan, 0);
  await onStage(environment, { plan, meet: everywhereHeld }, async ({ exits }) => {
    const exit = await exits.exit({ instanceId: 'sales', groupId, reason: 'case closed', requestedBy: 'crm' });
    while (!(await exit.progress()).hold) await new Promise((resolve) => setTimeout(resolve, 20));
    const run = await exits.resign({ planId: plan.planId, ...ana });
    const handle = environment.client.workflow.getHandle(exit.workflowId);
    for (;;) {
      const { typedSearchAttributes } = await handle.describe();
      if (typedSearchAttributes.get(resignationAttribute)?.includes(plan.planId)) break;
    }
    await exit.decide(anyway);
    expect((await run.finished()).outcomes).toEqual({ left: 1 });
    const [line] = await all(run.report());
    expect(line).toMatchObject({ exitId: (await exit.receipt()).exitId });
  });
});

test('shares groups with another resignation: one exit each, and both reports tell of it', async () => {
  const first = freshPlan([{}, {}, {}]);
  const second = {
    ...freshPlan([{}, {}]),
    items: [
      { group_id: groupIdAt(first, 1) },
      { group_id: groupIdAt(first, 2) },
      { group_id: `${groupIdAt(first, 0)}` },
    ],
  };
  await onStage(environment, { plan: first, meet: everywhereHeld }, async ({ exits, seed }) => {
    await seed(second);
    const one = await exits.resign({ planId: first.planId, ...ana });
    const other = await exits.resign({ planId: second.planId, ...ana });
    await until(one, ({ holds }) => holds === 3);
    await until(other, ({ holds }) => holds === 3);
    const { decided } = await one.decideAll('no-successor', anyway);
    expect(decided).toHaveLength(3);
    expect((await one.finished()).outcomes).toEqual({ left: 3 });
    expect((await other.finished()).outcomes).toEqual({ left: 3 });
    const exitsOf = async (run: typeof one) => (await all(run.report())).map(({ exitId }) => exitId);
    expect(new Set([...(await exitsOf(one)), ...(await exitsOf(other))]).size).toBe(3);
  });
});

test('lets exits that somebody else asked for go on when it is cancelled', async () => {
  const plan = freshPlan([{}]);
  const groupId = groupIdAt(plan, 0);
  await onStage(environment, { plan, meet: everywhereHeld }, async ({ exits, books }) => {
    const exit = await exits.exit({ instanceId: 'sales', groupId, reason: 'case closed', requestedBy: 'crm' });
    const run = await exits.resign({ planId: plan.planId, ...ana });
    while ((await books.unsettled(plan.planId, 'sales', undefined))[0]?.state !== 'joined')
      await new Promise((resolve) => setTimeout(resolve, 20));
    await run.cancel();
    await until(run, ({ state }) => state === 'cancelling');
    await exit.decide(anyway);
    expect((await exit.receipt()).outcome).toBe('left');
    expect((await run.finished()).outcomes).toEqual({ left: 1 });
  });
});
