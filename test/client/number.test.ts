import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../client/cli/run.ts';
import { GroupExits, InvalidRequest, NoSuchNumber, NoWorker } from '../../client/index.ts';
import { script } from '../stories/scripted.ts';
import { devServer, freshTaskQueue } from '../support/temporal.ts';
import { scriptedTerminal } from './scripted-terminal.ts';
import { withWorker } from './scripted-worker.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

/** A number that no other test has. */
const freshNumber = () => `number-${randomUUID().slice(0, 8)}`;

describe('a number', () => {
  test('that is none, or a pause that makes no sense, is refused before anything is sent', async () => {
    const exits = new GroupExits({ client: environment.client, taskQueue: freshTaskQueue() });
    expect(() => exits.number('Vendas SP')).toThrow(InvalidRequest);
    const pause = exits.number(freshNumber()).pause({ pausedBy: '+49 151 23456789', untilMs: 0.5 });
    await expect(pause).rejects.toThrow(/pausedBy: .*\nuntilMs: /);
  });

  test('whose exits have never asked for a turn has nothing to show and nothing to resume', async () => {
    const number = new GroupExits({ client: environment.client, taskQueue: freshTaskQueue() }).number(freshNumber());
    await expect(number.status()).rejects.toThrow(NoSuchNumber);
    await expect(number.resume()).rejects.toThrow(NoSuchNumber);
  });

  test('is paused also while no worker runs, which its status says', async () => {
    const number = new GroupExits({ client: environment.client, taskQueue: freshTaskQueue() }).number(freshNumber());
    await number.pause({ reason: 'odd looks' });
    await expect(number.status()).rejects.toThrow(NoWorker);
  });

  test('is paused, tells so, and goes on; each order twice is once', () =>
    withWorker(environment, script(), async (exits) => {
      const number = exits.number(freshNumber());
      for (const _ of ['once', 'twice']) await number.pause({ reason: 'odd looks', pausedBy: 'ana' });
      expect(await number.status()).toMatchObject({
        state: 'paused',
        standstill: 'the number is paused by ana (odd looks) until a person resumes it',
      });
      for (const _ of ['once', 'twice']) await number.resume();
      const status = await number.status();
      expect(status).toMatchObject({ state: 'working', waiting: 0, usedToday: 0 });
      expect(status).not.toHaveProperty('standstill');
    }));
});

test('the command line pauses a number for a while, shows it and lets it go on', () =>
  withWorker(environment, script(), async (_, taskQueue) => {
    const env = { TEMPORAL_ADDRESS: environment.address, GROUP_EXIT_TASK_QUEUE: taskQueue };
    const id = freshNumber();
    const type = async (...args: string[]) => {
      const terminal = scriptedTerminal();
      const code = await run(['number', ...args], env, terminal);
      return { code, printed: terminal.printed.join('\n'), told: terminal.told.join('\n') };
    };
    expect(await type('pause', id, '--for', '3 moons')).toMatchObject({ code: 2 });
    expect(await type('status', id)).toMatchObject({ code: 1, told: expect.stringContaining('does not run') });
    expect(await type('pause', id, '--reason', 'odd looks', '--by', 'ana', '--for', '12h')).toMatchObject({ code: 0 });
    expect((await type('status', id)).printed).toMatch(
      /paused by ana \(odd looks\) until 20\d\d-\d\d-\d\d \d\d:\d\d UTC\n0 turns/,
    );
    expect(await type('resume', id)).toMatchObject({ code: 0, printed: 'It goes on, at its pace.' });
    expect(JSON.parse((await type('status', id, '--json')).printed)).toMatchObject({ state: 'working' });
  }));
