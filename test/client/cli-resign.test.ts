import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../client/cli/run.ts';
import type { ResignationProgress } from '../../client/index.ts';
import { freshPlan } from '../resignations/stage.ts';
import { failure } from '../stories/scripted.ts';
import { devServer } from '../support/temporal.ts';
import { atShell } from './resignation-shell.ts';
import { scriptedTerminal } from './scripted-terminal.ts';

const NOBODY = { TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_CONFIG_FILE: '' };

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

describe('group-exit resign wants to know', () => {
  test.each([
    ['which groups and why', ['resign'], /reason: [^]*selection: /],
    ['a plan or a selection', ['resign', '--plan', 'spring', '--client', 'acme'], /--plan.+--client/],
    ['a plan or wishes', ['resign', '--plan', 'spring', '--goodbye', 'Bye'], /--plan.+--goodbye/],
    [
      'who approves, or that somebody will',
      ['resign', '--plan', 's', '--approval', 'required', '--approved-by', 'a'],
      /approv/,
    ],
    ['ids that are some', ['resign', '--plan', 'Vendas SP', '--resignation-id', 'exit'], /planId: [^]*resignationId: /],
    ['names, no phone numbers', ['resign', '--plan', 'spring', '--approved-by', '+49 151 23456789'], /approvedBy: /],
    ['that somebody confirms it', ['resign', '--plan', 'spring'], /add --yes/],
    ['that somebody confirms an approval', ['approve', 'spring', '--plan-hash', 'abc'], /add --yes/],
  ])('%s, before it asks anybody', async (_, args, complaint) => {
    const terminal = scriptedTerminal();
    expect(await run(args, NOBODY, terminal)).toBe(2);
    expect(terminal.printed).toEqual([]);
    expect(terminal.told.join('\n')).toMatch(complaint);
  });
});

describe('group-exit resign', () => {
  test('fails where nobody knows the plan', () =>
    atShell(environment, { plan: freshPlan([]) }, async ({ type }) => {
      const { code, told } = await type(['resign', '--plan', 'winter', '--yes']);
      expect([code, told]).toEqual([1, expect.stringContaining('Nobody knows of a plan winter')]);
    }));

  test.each([
    ['stopped' as const, 'was stopped'],
    ['reading' as const, 'is being made'],
  ])('does not begin with a plan that is %s', (state, said) =>
    atShell(environment, { plan: { ...freshPlan([{}]), state, hash: null } }, async ({ planId, type, exits }) => {
      const { code, told } = await type(['resign', '--plan', planId, '--yes']);
      expect([code, told]).toEqual([1, expect.stringContaining(said)]);
      await expect(exits.resignation(planId).progress()).rejects.toThrow('Nobody knows');
    }),
  );

  test('shows the plan and does nothing when the person says no', () => {
    const plan = freshPlan([{}, {}, { verdict: 'skip', code: 'keep', state: 'settled', outcome: 'skipped' }]);
    return atShell(environment, { plan }, async ({ planId, type, exits }) => {
      const { code, told, printed } = await type(['resign', '--plan', planId], ['n']);
      expect([code, printed]).toEqual([2, '']);
      expect(told).toMatch(/3 groups[^]+2 leave[^]+1 skip \(keep\)[^]+Leave 2 groups as sales\? [^]+Nothing was done/);
      await expect(exits.resignation(planId).progress()).rejects.toThrow('Nobody knows');
    });
  });

  test('asks, watches, and ends with what came of it; a second one is the same', () => {
    const plan = freshPlan([{}, { instance_id: 'support' }]);
    return atShell(environment, { plan }, async ({ planId, type }) => {
      const { code, told, printed } = await type(['resign', '--plan', planId, '--approved-by', 'ana'], ['y']);
      expect(code).toBe(0);
      expect(told).toContain('Leave 2 groups as sales, support?');
      expect(printed.replaceAll(planId, 'spring')).toMatchInlineSnapshot(`
        "Resignation spring: finished
        2 of 2 groups settled (2 left)
          sales: 1 of 1 settled
          support: 1 of 1 settled
        Next:
          group-exit report spring --csv"
      `);
      const again = await type(['resign', '--plan', planId, '--yes', '--json']);
      expect([again.code, JSON.parse(again.printed)]).toMatchObject([0, { approvedBy: 'ana', outcomes: { left: 2 } }]);
    });
  });

  test('tells by its code that some groups failed', () => {
    const unknown = failure('UnknownInstance', 'there is no instance sales');
    const meet = { preFlight: () => Promise.reject(unknown) };
    return atShell(environment, { plan: freshPlan([{}]), meet }, async ({ planId, type }) => {
      const { code, printed } = await type(['resign', '--plan', planId, '--yes', '--json']);
      expect(code).toBe(1);
      expect((JSON.parse(printed) as ResignationProgress).outcomes).toEqual({ failed: 1 });
    });
  });

  test('only begins it with --detach', () =>
    atShell(environment, { plan: freshPlan([{}]) }, async ({ planId, type, exits }) => {
      const { code, printed } = await type(['resign', '--plan', planId, '--yes', '--detach', '--json']);
      expect(code).toBe(0);
      const workflowId = `resignation/${planId}`;
      expect(JSON.parse(printed)).toEqual({ resignationId: planId, planId, planHash: 'hash-1', workflowId });
      expect((await exits.resignation(planId).finished()).outcomes).toEqual({ left: 1 });
    }));

  test('makes the plan of a selection first, under the id of the resignation', () => {
    const plan = freshPlan([{}]);
    return atShell(environment, { plan }, async ({ planId, type }) => {
      const args = [
        'resign',
        '--instance',
        'sales',
        '--reason',
        'closed',
        '--resignation-id',
        planId,
        '--yes',
        '--json',
      ];
      const { code, printed } = await type(args);
      expect([code, JSON.parse(printed)]).toMatchObject([0, { resignationId: planId, outcomes: { left: 1 } }]);
    });
  });
});

test('a resignation that needs an approval waits for the hash of its plan', () =>
  atShell(environment, { plan: freshPlan([{}]) }, async ({ planId, type, exits }) => {
    const started = await type(['resign', '--plan', planId, '--approval', 'required']);
    expect([started.code, started.printed]).toEqual([
      0,
      expect.stringContaining(`group-exit approve ${planId} --plan-hash hash-1`),
    ]);
    expect((await type(['watch', planId])).code).toBe(3);
    expect((await type(['status', planId])).printed).toContain(`group-exit approve ${planId}`);
    expect((await type(['approve', planId])).printed).toMatch(/1 leave[^]+--plan-hash hash-1$/);
    const foreign = await type(['approve', planId, '--plan-hash', 'another', '--yes']);
    expect([foreign.code, foreign.told]).toEqual([1, expect.stringContaining('planHash: is not the hash')]);
    expect((await type(['approve', planId, '--plan-hash', 'hash-1'], ['n'])).code).toBe(2);
    expect((await type(['status', planId])).code).toBe(3);
    expect((await type(['approve', planId, '--plan-hash', 'hash-1', '--by', 'ana'], ['y'])).code).toBe(0);
    expect(await exits.resignation(planId).finished()).toMatchObject({ approvedBy: 'ana', outcomes: { left: 1 } });
  }));
