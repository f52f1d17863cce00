import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportLine } from '../../client/index.ts';
import { reportJson } from '../../client/cli/resignations/report-forms.ts';
import { freshPlan, groupIdAt } from '../resignations/stage.ts';
import { devServer } from '../support/temporal.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { atShell, type ResignationShell } from './resignation-shell.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

/** Two groups left and one that was never meant to be. */
function afterwards(tell: (shell: ResignationShell, groupIds: string[]) => Promise<void>): Promise<void> {
  const kept = { verdict: 'skip' as const, code: 'keep', state: 'settled' as const, outcome: 'skipped' as const };
  const plan = freshPlan([{}, {}, { ...kept, outcome_code: 'keep' }]);
  return atShell(environment, { plan }, async (shell) => {
    const run = await shell.exits.resign({ planId: shell.planId, approvedBy: 'ana' });
    await run.finished();
    await tell(
      shell,
      [0, 1, 2].map((position) => groupIdAt(plan, position)),
    );
  });
}

describe('group-exit report', () => {
  test('fails where nobody knows the resignation, wants one form, and a place it can write to', () =>
    afterwards(async ({ planId, type }) => {
      const nowhere = join(temporaryDirectory(), 'nowhere', 'report.csv');
      expect((await type(['report', 'winter'])).code).toBe(1);
      const unknown = await type(['report', 'winter', '--json']);
      expect(JSON.parse(unknown.printed)).toMatchObject({ error: { name: 'NoSuchResignation' } });
      expect((await type(['report', planId, '--csv', '--json'])).code).toBe(2);
      const { code, told } = await type(['report', planId, '--csv', '--output', nowhere]);
      expect([code, told]).toEqual([2, expect.stringContaining('--output: cannot be written')]);
    }));

  test('writes no half a file when the report cannot be read', () =>
    afterwards(async ({ type }) => {
      const directory = temporaryDirectory();
      expect((await type(['report', 'winter', '--csv', '--output', join(directory, 'report.csv')])).code).toBe(1);
      expect(readdirSync(directory)).toEqual([]);
    }));

  test('tells each group: a line for people, CSV and JSON with the steps', () =>
    afterwards(async ({ planId, type }, groupIds) => {
      const { code, printed } = await type(['report', planId]);
      expect(code).toBe(0);
      expect(printed.split('\n')).toEqual([
        expect.stringMatching(`^sales ${groupIds[0]} Group 0: left: the number has left the group`),
        expect.stringMatching(`^sales ${groupIds[1]} Group 1: left: `),
        `sales ${groupIds[2]} Group 2: skipped (keep)`,
      ]);
      const json = JSON.parse((await type(['report', planId, '--json'])).printed) as ReportLine[];
      expect(json).toMatchObject(groupIds.map((groupId) => ({ groupId })));
      expect(json[0]?.steps.length).toBeGreaterThan(5);
      const csv = (await type(['report', planId, '--csv'])).printed.split(/\r?\n/);
      expect(csv[0]).toMatch(/^instance,group,name/);
      expect(csv[1]).toContain(groupIds[0]);

      const file = join(temporaryDirectory(), 'report.csv');
      const written = await type(['report', planId, '--csv', '--output', file]);
      expect(written).toMatchObject({ code: 0, printed: '', told: `Written: ${file}` });
      expect(readFileSync(file, 'utf8').split('\r\n')).toHaveLength(5);
    }));
});

test('a report about nothing is an empty list', async () => {
  const parts: string[] = [];
  for await (const part of reportJson((async function* () {})())) parts.push(part);
  expect(JSON.parse(parts.join(''))).toEqual([]);
});
