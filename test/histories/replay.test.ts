import { readdir, readFile } from 'node:fs/promises';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { workflowBundle } from '../support/temporal.ts';

/**
 * Histories that a released worker has written still replay: exits under way survive a new version. A change that breaks one
 * needs a patch or a new workflow type, never a new recording. Recorded from the demonstration, or from
 * a house of the tests, by `temporal workflow show --workflow-id ID --output json`.
 */
const histories = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.json'));

async function recorded(name: string): Promise<string> {
  return readFile(`${import.meta.dirname}/${name}`, 'utf8');
}

test('there are histories to replay', () => {
  expect(histories.length).toBeGreaterThan(0);
});

test.each(histories)('%s still replays', async (name) => {
  await Worker.runReplayHistory({ workflowBundle: workflowBundle() }, JSON.parse(await recorded(name)));
});

test('a workflow that would do something else is noticed', async () => {
  const otherwise = (await recorded('every-step.json')).replaceAll('"sayGoodbye"', '"sayNothing"');
  await expect(Worker.runReplayHistory({ workflowBundle: workflowBundle() }, JSON.parse(otherwise))).rejects.toThrow(
    DeterminismViolationError,
  );
});
