import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import type { Books } from '../../activities/memberships/books.ts';
import { InvalidRequest } from '../../client/index.ts';
import { laneWorkflowId } from '../../workflows/resignation/messages.ts';
import { wishes } from '../memberships/seed-plan.ts';
import { devServer } from '../support/temporal.ts';
import { freshPlan, groupIdAt, onStage } from './stage.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

type Planning = Pick<Activities, 'openPlan' | 'planInstance' | 'finishPlan' | 'loadPlan'>;

/** Plans as the gateways of these groups would make them. @param faulty how often a selection has faults first */
function planning(groupIds: string[], faulty = 0): (books: Books) => Planning {
  let faultsLeft = faulty;
  return (books) => ({
    async openPlan({ planId, request }) {
      const faults = [{ field: 'groups[0]', problem: 'belongs to another instance' }];
      if (faultsLeft-- > 0)
        throw ApplicationFailure.create({
          type: 'InvalidPlan',
          nonRetryable: true,
          message: 'faulty',
          details: [faults],
        });
      await books.createPlan(planId, request);
      return { instanceIds: ['sales'] };
    },
    async planInstance({ planId }) {
      const items = groupIds.map((groupId) => ({ groupId, verdict: 'leave' as const, requests: 6 }));
      await books.addItems(planId, 'sales', items);
      return { kind: 'planned', listed: items.length, groups: items.length };
    },
    async finishPlan({ planId }) {
      await books.finishPlan(planId);
      const summary = await books.plan(planId);
      if (!summary) throw new Error('no plan');
      return summary;
    },
    loadPlan: async ({ planId }) => (await books.plan(planId)) ?? null,
  });
}

const selection = { instanceIds: ['sales'], ...wishes, goodbye: 'Goodbye.' };

test('tells every fault of a selection, and leaves the id free for the right one', async () => {
  const groups = freshPlan([{}, {}]);
  const more = planning([groupIdAt(groups, 0), groupIdAt(groups, 1)], 1);
  await onStage(environment, { plan: freshPlan([]), more }, async ({ exits }) => {
    const resignationId = `r-${groups.planId}`;
    const faulty = exits.resign({ ...selection, resignationId, instanceIds: ['sales', 'nobody'] });
    await expect(faulty).rejects.toThrow(InvalidRequest);
    await expect(faulty).rejects.toThrow('groups[0]: belongs to another instance');
    const run = await exits.resign({ ...selection, resignationId });
    expect((await run.finished()).outcomes).toEqual({ left: 2 });
    const another = exits.resign({ ...selection, resignationId, reason: 'something else' });
    await expect(another).rejects.toMatchObject({ type: 'ResignationIdTaken' });
    expect(await (await exits.resign({ ...selection, resignationId })).progress()).toMatchObject({ state: 'finished' });
  });
});

test("brings nobody's phone number into the histories of lanes and exits", async () => {
  const groups = freshPlan([{}]);
  const more = planning([groupIdAt(groups, 0)]);
  await onStage(environment, { plan: freshPlan([]), more }, async ({ exits, books }) => {
    const run = await exits.resign(selection);
    await run.finished();
    const exit = `exit/sales/${groupIdAt(groups, 0)}`;
    for (const workflowId of [laneWorkflowId(run.resignationId, 'sales'), exit]) {
      const history = await environment.client.workflow.getHandle(workflowId).fetchHistory();
      const told = textsIn(history).join('\n');
      expect(told).toContain(groupIdAt(groups, 0));
      for (const phone of wishes.successors) expect(told).not.toContain(phone.slice(0, -5));
    }
    expect(await books.planBrief(run.resignationId)).not.toHaveProperty('wishes.successors');
  });
});

/** Every text and payload in a history. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString()];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
