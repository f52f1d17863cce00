import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NoSuchResignation, type ResignationHandle } from '../../client/index.ts';
import { door, facts, outByReading, type ExitActivities } from '../stories/scripted.ts';
import { devServer } from '../support/temporal.ts';
import { freshPlan, groupIdAt, onStage, until, type Stage } from './stage.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

const ana = { approvedBy: 'ana' };
const nobodyThere = { ...facts, successors: { configured: 1 } };
const two = [{}, {}, { instance_id: 'support' }, { instance_id: 'support' }];

/** Who said goodbye in which group; the leave of one group waits at a door, its goodbye said. */
function gateways(slow: string) {
  const heard: string[] = [];
  const { reached, open, pass } = door();
  const meet: Partial<ExitActivities> = {
    sayGoodbye: async ({ groupId }) => {
      heard.push(groupId);
      return { kind: 'message', messageId: '3EB0AA', found: 'answered' };
    },
    leaveGroup: async ({ groupId }) => {
      if (groupId === slow) await pass();
      return { evidence: outByReading, requestedAtMs: 0 };
    },
  };
  return { heard, reached, open, meet };
}

async function signal(
  { exits, environment: { client } }: Stage,
  run: ResignationHandle,
  name: string,
  ...args: unknown[]
) {
  expect(exits.resignation(run.resignationId).workflowId).toBe(run.workflowId);
  await client.workflow.getHandle(run.workflowId).signal(name, ...args);
}

test('says pausing until what is past its goodbye has come to its end, and nothing visible happens from then on', async () => {
  const plan = freshPlan(two);
  const { heard, reached, open, meet } = gateways(groupIdAt(plan, 0));
  await onStage(environment, { plan, meet }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    await reached;
    await run.pause({ pausedBy: 'ana', reason: 'complaints' });
    await run.pause({ pausedBy: 'ana', reason: 'complaints' });
    const pausing = await until(run, ({ state }) => state === 'pausing');
    expect(pausing).toMatchObject({ pausedBy: 'ana', pauseReason: 'complaints' });
    // Its leave waits at the door: for as long as it does, something moves.
    const before = await until(run, ({ asOf }) => asOf > pausing.asOf);
    expect(before.state).toBe('pausing');
    open();
    const paused = await until(run, ({ state }) => state === 'paused');
    const atPause = [...heard];
    expect(paused.settled).toBeGreaterThanOrEqual(1);
    expect((await run.progress()).settled).toBe(paused.settled);
    expect(heard).toEqual(atPause);
    await run.resume();
    expect((await run.finished()).outcomes).toEqual({ left: 4 });
    expect(new Set(heard).size).toBe(4);
    expect(heard).toHaveLength(4);
  });
});

test('cancels: finishes what is past its goodbye, ends what waits for a person, starts nothing new', async () => {
  const plan = freshPlan([{}, {}, {}]);
  const held = groupIdAt(plan, 0);
  const { heard, reached, open, meet } = gateways(groupIdAt(plan, 1));
  const preFlight: ExitActivities['preFlight'] = async ({ exitId, groupId }) => ({
    kind: 'member',
    exitId,
    leaving: false,
    facts: groupId === held ? nobodyThere : facts,
  });
  await onStage(environment, { plan, meet: { ...meet, preFlight } }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    await reached;
    await run.cancel();
    await run.cancel();
    await until(run, ({ state, holds }) => state === 'cancelling' && holds === 0);
    open();
    const end = await run.finished();
    expect(end).toMatchObject({ state: 'finished', outcomes: { left: 1, cancelled: 2 } });
    expect(heard).toEqual([groupIdAt(plan, 1)]);
  });
});

test("reaches every exit with Temporal's own cancel, too", async () => {
  const plan = freshPlan([{}, {}]);
  const { reached, open, meet } = gateways(groupIdAt(plan, 0));
  await onStage(environment, { plan, meet }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    await reached;
    await environment.client.workflow.getHandle(run.workflowId).cancel();
    await until(run, ({ state }) => state === 'cancelling');
    open();
    expect((await run.finished()).outcomes).toEqual({ left: 1, cancelled: 1 });
  });
});

test('skips a group that has not begun, and ends the exit of one that waits for a person', async () => {
  const plan = freshPlan([{}, {}, {}]);
  const held = groupIdAt(plan, 0);
  const { reached, open, meet } = gateways(groupIdAt(plan, 1));
  const preFlight: ExitActivities['preFlight'] = async ({ exitId, groupId }) => ({
    kind: 'member',
    exitId,
    leaving: false,
    facts: groupId === held ? nobodyThere : facts,
  });
  await onStage(environment, { plan, meet: { ...meet, preFlight } }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    await reached;
    for (const position of [0, 2, 2]) await run.skip({ instanceId: 'sales', groupId: groupIdAt(plan, position) });
    await until(run, ({ outcomes, holds }) => outcomes.skipped === 1 && holds === 0);
    open();
    expect((await run.finished()).outcomes).toEqual({ left: 1, skipped: 1, cancelled: 1 });
  });
});

test('takes plain signals from the Temporal UI, and is not wedged by malformed ones', async () => {
  const plan = freshPlan([{}, {}]);
  const { reached, open, meet } = gateways(groupIdAt(plan, 0));
  await onStage(environment, { plan, meet }, async (stage) => {
    const run = await stage.exits.resign({ planId: plan.planId, ...ana });
    await reached;
    for (const args of [[], ['now'], [null], [{ reason: 7 }]]) await signal(stage, run, 'pause', ...args);
    for (const args of [[], ['x'], [null], [{ instanceId: 'sales' }], [{ instanceId: 'x', groupId: 'y' }]])
      await signal(stage, run, 'skip', ...args);
    await signal(stage, run, 'retryFailed');
    const lane = environment.client.workflow.getHandle(`${plan.planId}/sales`);
    for (const args of [[], [7], [{}]]) await lane.signal('exitHeld', ...args);
    await until(run, ({ state }) => state === 'pausing');
    open();
    await until(run, ({ state }) => state === 'paused');
    await signal(stage, run, 'resume');
    expect((await run.finished()).outcomes).toEqual({ left: 2 });
  });
});

test('holds a pause for which its workflow was terminated, and goes on with the one that takes its place', async () => {
  const plan = freshPlan(two);
  const { reached, open, meet } = gateways(groupIdAt(plan, 0));
  await onStage(environment, { plan, meet }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    await reached;
    await run.pause();
    open();
    const { settled } = await until(run, ({ state }) => state === 'paused');
    await environment.client.workflow.getHandle(run.workflowId).terminate('by a test');
    const again = await exits.resign({ planId: plan.planId, ...ana });
    expect(await until(again, ({ state }) => state === 'paused')).toMatchObject({ settled });
    await again.resume();
    expect((await again.finished()).outcomes).toEqual({ left: 4 });
  });
});

test('hears an order that comes before it has found in the books that it was paused', async () => {
  const plan = freshPlan(two);
  const { reached, open, meet } = gateways(groupIdAt(plan, 0));
  await onStage(environment, { plan, meet }, async ({ exits, taskQueue }) => {
    const run = await exits.resign({ planId: plan.planId, ...ana });
    await reached;
    await run.pause();
    open();
    await until(run, ({ state }) => state === 'paused');
    await environment.client.workflow.getHandle(run.workflowId).terminate('by a test');
    await environment.client.workflow.signalWithStart('resignation', {
      workflowId: run.workflowId,
      taskQueue,
      args: [{ resignationId: run.resignationId }],
      signal: 'resume',
      signalArgs: [],
    });
    expect((await run.finished()).outcomes).toEqual({ left: 4 });
  });
});

test('knows nothing of a resignation that never was', async () => {
  const plan = freshPlan([{}]);
  await onStage(environment, { plan }, async ({ exits }) => {
    const run = exits.resignation('never-was');
    for (const ask of [() => run.progress(), () => run.pause(), () => run.retryFailed(), () => run.finished()])
      await expect(ask()).rejects.toThrow(NoSuchResignation);
    await expect(run.report().next()).rejects.toThrow(NoSuchResignation);
    await expect(run.holds().next()).rejects.toThrow(NoSuchResignation);
  });
});
