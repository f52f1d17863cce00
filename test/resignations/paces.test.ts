import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { presets } from '../../activities/pace/presets.ts';
import { facts, type ExitActivities } from '../stories/scripted.ts';
import { devServer } from '../support/temporal.ts';
import { freshPlan, onStage, until } from './stage.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

const DAY_MS = 86_400_000;

test('reckons its end by the pace of its numbers, and not by how fast it began', async () => {
  const plan = freshPlan(Array.from({ length: 1_000 }, () => ({})));
  const meet: Partial<ExitActivities> = {
    preFlight: async ({ exitId }) => ({
      kind: 'member',
      exitId,
      leaving: false,
      facts: { ...facts, successors: { configured: 0 } },
    }),
    readPace: async () => ({ ...presets.gentle, weekdays: [1, 2, 3, 4, 5, 6, 7] }),
  };
  await onStage(environment, { plan, meet }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, approvedBy: 'ana' });
    const { endsAt = '', asOf } = await until(run, (progress) => progress.endsAt !== undefined);
    // Two hundred a day, from nine to eight.
    expect(Date.parse(endsAt) - Date.parse(asOf)).toBeGreaterThan(3 * DAY_MS);
    expect(Date.parse(endsAt) - Date.parse(asOf)).toBeLessThan(7 * DAY_MS);
    await run.cancel();
    await run.finished();
  });
});
