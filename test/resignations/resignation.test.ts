import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ResignationOver, ResignationRefused, type ReportLine } from '../../client/index.ts';
import { facts, failure, type ExitActivities } from '../stories/scripted.ts';
import { devServer } from '../support/temporal.ts';
import { all, freshPlan, groupIdAt, onStage, until } from './stage.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

const ana = { approvedBy: 'ana' };
const nobodyThere = { ...facts, successors: { configured: 1 } };
const member = (seen: typeof facts, exitId: string) => ({
  kind: 'member' as const,
  exitId,
  leaving: false,
  facts: seen,
});

/** Exits of these groups wait for a person. */
function holding(held: readonly string[]): Pick<ExitActivities, 'preFlight'> {
  return {
    preFlight: async ({ exitId, groupId }) => member(held.includes(groupId) ? nobodyThere : facts, exitId),
  };
}

test('refuses a plan that nobody knows, one that is taken, and an id that stands for something else', async () => {
  const plan = freshPlan([{}]);
  const other = freshPlan([{}]);
  await onStage(environment, { plan }, async ({ exits, seed }) => {
    await seed(other);
    const unknown = exits.resign({ planId: 'no-such-plan', ...ana });
    await expect(unknown).rejects.toMatchObject({ name: 'ResignationRefused', type: 'UnknownPlan' });
    const run = await exits.resign({ planId: plan.planId, ...ana });
    await run.finished();
    const taken = exits.resign({ planId: plan.planId, resignationId: `${plan.planId}-again`, ...ana });
    await expect(taken).rejects.toMatchObject({ type: 'PlanTaken' });
    const foreign = exits.resign({ planId: other.planId, resignationId: plan.planId, ...ana });
    await expect(foreign).rejects.toMatchObject({ type: 'ResignationIdTaken' });
    await expect(foreign).rejects.toThrow(ResignationRefused);
  });
});

test('leaves every group of every number, and completes with the counts and a line for each', async () => {
  const plan = freshPlan([
    {},
    { instance_id: 'support' },
    {},
    { verdict: 'skip', code: 'keep', state: 'settled', outcome: 'skipped', outcome_code: 'keep' },
  ]);
  await onStage(environment, { plan }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    const twice = await exits.resign({ planId: plan.planId, ...ana });
    expect(twice.workflowId).toBe(run.workflowId);
    const end = await run.finished();
    expect(end).toMatchObject({ state: 'finished', groups: 4, settled: 4, outcomes: { left: 3, skipped: 1 } });
    expect(await run.progress()).toMatchObject({ state: 'finished', approvedBy: 'ana' });
    const lines = await all(run.report());
    expect(lines.map(({ instanceId, outcome }: ReportLine) => [instanceId, outcome])).toEqual([
      ['sales', 'left'],
      ['sales', 'left'],
      ['sales', 'skipped'],
      ['support', 'left'],
    ]);
    expect(lines[0]?.steps.find(({ step }) => step === 'goodbye')).toMatchObject({ outcome: 'done' });
    await expect(run.pause()).rejects.toThrow(ResignationOver);
    expect((await exits.resign({ planId: plan.planId, ...ana })).workflowId).toBe(run.workflowId);
  });
});

test('goes on past exits on hold, lists them, and ends once they are decided', async () => {
  const plan = freshPlan([{}, {}, {}]);
  const held = [groupIdAt(plan, 0), groupIdAt(plan, 1)];
  await onStage(environment, { plan, meet: holding(held) }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    const now = await until(run, ({ holds, settled }) => holds === 2 && settled === 1);
    expect(now).toMatchObject({ state: 'running', open: 0, running: 0, outcomes: { left: 1 } });
    const [first] = await all(run.holds());
    expect(first).toMatchObject({ kind: 'no-successor' });
    await first?.decide({ action: 'abandon', decidedBy: 'ana' });
    const { decided, refused } = await run.decideAll('no-successor', { action: 'leave-anyway', decidedBy: 'ana' });
    expect([decided.length, refused.length]).toEqual([1, 0]);
    expect((await run.finished()).outcomes).toEqual({ left: 2, abandoned: 1 });
    expect(await all(run.holds())).toEqual([]);
  });
});

test('completes with its failures, and retries only those, also after its end', async () => {
  const plan = freshPlan([{}, {}, {}]);
  const started: string[] = [];
  let isKnown = false;
  const preFlight: ExitActivities['preFlight'] = async ({ exitId, groupId }) => {
    started.push(groupId);
    if (!isKnown && groupId === groupIdAt(plan, 1)) throw failure('UnknownInstance', 'no such instance');
    return member(facts, exitId);
  };
  await onStage(environment, { plan, meet: { preFlight } }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    expect((await run.finished()).outcomes).toEqual({ left: 2, failed: 1 });
    isKnown = true;
    started.length = 0;
    await run.retryFailed();
    const end = await run.finished();
    expect(end).toMatchObject({ state: 'finished', outcomes: { left: 3 } });
    expect(started).toEqual([groupIdAt(plan, 1)]);
    const foreign = exits.resign({ planId: 'something-else', resignationId: plan.planId, ...ana });
    await expect(foreign).rejects.toThrow(ResignationRefused);
  });
});

test('says so when an exit was terminated, and takes it up again with the failures', async () => {
  const plan = freshPlan([{}, {}]);
  const held = groupIdAt(plan, 0);
  await onStage(environment, { plan, meet: holding([held]) }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    await until(run, ({ holds, settled }) => holds === 1 && settled === 1);
    await environment.client.workflow.getHandle(`exit/sales/${held}`).terminate('by a test');
    const end = await run.finished();
    expect(end).toMatchObject({ outcomes: { left: 1, failed: 1 }, holds: 0 });
    await run.retryFailed();
    await until(run, ({ holds }) => holds === 1);
    await run.decideAll('no-successor', { action: 'leave-anyway', decidedBy: 'ana' });
    expect((await run.finished()).outcomes).toEqual({ left: 2 });
  });
});

test('leaves a group whose exit never began because of a crash', async () => {
  const plan = freshPlan([{ state: 'started' }, {}]);
  await onStage(environment, { plan }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    expect((await run.finished()).outcomes).toEqual({ left: 2 });
  });
});

test('goes on under its id when its workflow and a lane were terminated', async () => {
  const plan = freshPlan([{}, {}, {}]);
  const held = groupIdAt(plan, 0);
  await onStage(environment, { plan, meet: holding([held]) }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    await until(run, ({ holds, settled }) => holds === 1 && settled === 2);
    await environment.client.workflow.getHandle(run.workflowId).terminate('by a test');
    await environment.client.workflow.getHandle(`${plan.planId}/sales`).terminate('by a test');
    const again = await exits.resign({ planId: plan.planId, ...ana });
    await again.decideAll('no-successor', { action: 'leave-anyway', decidedBy: 'ana' });
    expect((await again.finished()).outcomes).toEqual({ left: 3 });
  });
});
