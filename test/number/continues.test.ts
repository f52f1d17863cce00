import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberStart } from '../../client/number-start.ts';
import type { groupExit } from '../../workflows/group-exit.ts';
import { pauseNumberSignal, resumeNumberSignal, sessionSeenSignal } from '../../workflows/number/messages.ts';
import { numberStatusQuery, type PauseOrder } from '../../workflows/number/messages.ts';
import type { number } from '../../workflows/number/number.ts';
import { input } from '../stories/scripted.ts';
import { until } from '../support/house.ts';
import { devServer, freshTaskQueue, workflowBundle } from '../support/temporal.ts';
import { scriptWithTurns, withoutRest } from './number-story.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

/** More than after which Temporal suggests to continue as new. */
const EVENTS = 4_200;
const AT_ONCE = 100;

test('a number continues as new with everything it knows, and loses nothing that it hears meanwhile', async () => {
  const { client, nativeConnection } = environment;
  const taskQueue = freshTaskQueue();
  const { activities } = scriptWithTurns(client, taskQueue, withoutRest);
  const worker = await Worker.create({
    connection: nativeConnection,
    taskQueue,
    workflowBundle: workflowBundle(),
    activities,
  });
  await worker.runUntil(async () => {
    const { signaledRunId } = await client.workflow.signalWithStart<typeof number, [PauseOrder?]>('number', {
      ...numberStart('sales', taskQueue),
      signal: pauseNumberSignal,
      signalArgs: [{ reason: 'odd looks', pausedBy: 'ana' }],
    });
    const actor = client.workflow.getHandle<typeof number>('number/sales');
    const status = () => actor.query(numberStatusQuery);
    await actor.signal(sessionSeenSignal, { state: 'needs-login', atMs: Date.now() });
    const startExit = (group: number) => {
      const groupId = `12036300000000000${group}@g.us`;
      const workflowId = `exit/sales/${groupId}`;
      return client.workflow.start<typeof groupExit>('groupExit', {
        workflowId,
        taskQueue,
        args: [{ ...input, groupId }],
      });
    };
    const exits = [await startExit(1)];
    for (let sent = 0; sent < EVENTS; sent += AT_ONCE)
      await Promise.all(
        Array.from({ length: AT_ONCE }, () => actor.signal(sessionSeenSignal, { state: 'working', atMs: 1 })),
      );
    exits.push(await startExit(2));
    await until(async () => (await actor.describe()).runId !== signaledRunId);
    await until(async () => (await status()).waiting === 2);
    expect(await status()).toMatchObject({
      state: 'paused',
      pause: { reason: 'odd looks', pausedBy: 'ana' },
      restriction: { code: 'logged-out' },
    });
    await actor.signal(resumeNumberSignal);
    for (const exit of exits) expect((await exit.result()).outcome).toBe('left');
    await until(async () => (await status()).turn === undefined);
    expect(await status()).toMatchObject({ usedToday: 2, waiting: 0 });
  });
}, 180_000);
