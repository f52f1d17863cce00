import { expect, test } from 'vitest';
import type { AttachedExit } from '../../client/attached-exit.ts';
import { NoWorker, TemporalUnavailable } from '../../client/index.ts';
import { progressOf } from '../../client/progress-of.ts';
import type { ExitProgress } from '../../workflows/messages.ts';

const progress: ExitProgress = { stage: 'waiting', moving: true, paused: false, cancelRequested: false, steps: [] };
const noAnswer = () => Promise.reject(new TemporalUnavailable('no answer in time'));

const workers = (count: number) => async () => ({ pollers: Array.from({ length: count }, () => ({})) });

/** An exit of which so many queries are lost, at a Temporal that knows of workers, or does not answer either. */
function exitThatLoses(queries: number, describeTaskQueue: () => Promise<unknown> = workers(1)) {
  let asked = 0;
  const query = async () => {
    asked += 1;
    return asked > queries ? progress : noAnswer();
  };
  const describe = async () => ({ status: { name: 'RUNNING' } });
  const withDeadline = (_deadline: number, call: () => Promise<unknown>) => call();
  const client = { withDeadline, options: { namespace: 'default' }, workflowService: { describeTaskQueue } };
  const exit = { client, taskQueue: 'group-exit', workflow: { query, describe } } as unknown as AttachedExit;
  return { exit, asked: () => asked };
}

test('a worker that is too busy to answer in time is asked again', async () => {
  const { exit, asked } = exitThatLoses(2);
  expect(await progressOf(exit)).toEqual(progress);
  expect(asked()).toBe(3);
});

test('a worker that never answers is said to be none', async () => {
  const { exit, asked } = exitThatLoses(Infinity);
  await expect(progressOf(exit)).rejects.toThrow(NoWorker);
  expect(asked()).toBe(3);
});

test('where Temporal knows of no worker, it is not asked again', async () => {
  const { exit, asked } = exitThatLoses(Infinity, workers(0));
  await expect(progressOf(exit)).rejects.toThrow(NoWorker);
  expect(asked()).toBe(1);
});

test('a Temporal that does not answer itself is not asked again', async () => {
  const { exit, asked } = exitThatLoses(Infinity, noAnswer);
  await expect(progressOf(exit)).rejects.toThrow(TemporalUnavailable);
  expect(asked()).toBe(1);
});
