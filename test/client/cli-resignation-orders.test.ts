import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../client/cli/run.ts';
import type { ResignationProgress } from '../../client/index.ts';
import { freshPlan, groupIdAt, until } from '../resignations/stage.ts';
import { door, facts, failure, outByReading, type ExitActivities } from '../stories/scripted.ts';
import { devServer } from '../support/temporal.ts';
import { atShell } from './resignation-shell.ts';
import { scriptedTerminal } from './scripted-terminal.ts';

const NOBODY = { TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_CONFIG_FILE: '' };
const ana = { approvedBy: 'ana' };

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

/** Every leave waits at the door, its goodbye said. */
function slow() {
  const { reached, open, pass } = door();
  const leaveGroup: ExitActivities['leaveGroup'] = async () => {
    await pass();
    return { evidence: outByReading, requestedAtMs: 0 };
  };
  return { reached, open, meet: { leaveGroup } };
}

describe('of a resignation, the command line refuses', () => {
  test.each([
    ['an id that is none', ['status', 'Vendas SP']],
    ['a word that workflow ids begin with', ['pause', 'exit']],
    ['a phone number in the reason of a pause', ['pause', 'spring', '--reason', 'call +49 151 23456789']],
    ['a reason for the pause of an exit', ['pause', 'sales', '120363000000000000@g.us', '--reason', 'complaints']],
    ['a cancel with nobody to confirm it', ['cancel', 'spring']],
    ['to skip what is no group', ['skip', 'spring', 'sales', 'Vendas SP']],
    ['to skip no group', ['skip', 'spring']],
    ['more than two ids', ['status', 'sales', '120363000000000000@g.us', 'spring']],
  ])('%s, before it asks anybody', async (_, args) => {
    const terminal = scriptedTerminal();
    expect(await run(args, NOBODY, terminal)).toBe(2);
    expect(terminal.printed).toEqual([]);
    expect(terminal.told.join('')).not.toBe('');
  });

  test('one that nobody knows', () =>
    atShell(environment, { plan: freshPlan([]) }, async ({ type }) => {
      for (const command of ['status', 'pause', 'resume', 'retry']) {
        const { code, told } = await type([command, 'winter']);
        expect([code, told]).toEqual([1, expect.stringContaining('Nobody knows of a resignation winter')]);
      }
    }));
});

test('one id means a resignation, two mean an exit: status, pause, resume', () => {
  const plan = freshPlan([{}, {}]);
  const { reached, open, meet } = slow();
  return atShell(environment, { plan, meet }, async ({ exits, planId, type }) => {
    const resignation = await exits.resign({ planId, ...ana });
    await reached;
    expect((await type(['status', 'sales', groupIdAt(plan, 0)])).printed).toContain('now: leave');
    const paused = await type(['pause', planId, '--reason', 'complaints', '--by', 'ana', '--json']);
    expect([paused.code, JSON.parse(paused.printed)]).toEqual([0, { resignationId: planId, order: 'pause' }]);
    open();
    await until(resignation, ({ state }) => state === 'paused');
    const status = await type(['status', planId]);
    expect(status.code).toBe(0);
    expect(status.printed.replaceAll(planId, 'spring')).toMatchInlineSnapshot(`
      "Resignation spring: paused: nothing moves (by ana, complaints)
      1 of 2 groups settled (1 left)
      0 under way, 0 on hold, 1 not begun
        sales: 1 of 2 settled; 0 under way, 0 on hold, 1 not begun
      Next:
        group-exit resume spring"
    `);
    const json = await type(['status', planId, '--json']);
    expect(JSON.parse(json.printed)).toMatchObject({ state: 'paused', pausedBy: 'ana', settled: 1 });
    expect((await type(['resume', planId])).code).toBe(0);
    await resignation.finished();
    expect(await type(['status', planId])).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/: finished\n2 of 2 groups settled \(2 left\)\n  sales: 2 of 2 settled\n/),
    });
    expect((await type(['pause', planId])).told).toContain('has ended already');
  });
});

test('a cancel asks first, and the end of a cancelled resignation has a code of its own', () => {
  const plan = freshPlan([{}, {}]);
  const { reached, open, meet } = slow();
  return atShell(environment, { plan, meet }, async ({ exits, planId, type }) => {
    const resignation = await exits.resign({ planId, ...ana });
    await reached;
    const refused = await type(['cancel', planId], ['n']);
    expect([refused.code, refused.told]).toEqual([2, expect.stringContaining('Nothing was done.')]);
    expect((await type(['cancel', planId], ['y'])).code).toBe(0);
    await until(resignation, ({ state }) => state === 'cancelling');
    open();
    await resignation.finished();
    expect((await type(['status', planId])).code).toBe(4);
  });
});

test('skip leaves out a group; retry takes up what failed, and only that', () => {
  const plan = freshPlan([{}, {}, {}]);
  const failing = groupIdAt(plan, 1);
  const unknown = failure('UnknownInstance', 'there is no instance sales');
  let broken = true;
  const { reached, open, meet } = slow();
  const preFlight: ExitActivities['preFlight'] = async ({ exitId, groupId }) => {
    if (broken && groupId === failing) throw unknown;
    return { kind: 'member', exitId, leaving: false, facts };
  };
  return atShell(environment, { plan, meet: { ...meet, preFlight } }, async ({ exits, planId, type }) => {
    const resignation = await exits.resign({ planId, ...ana });
    await reached;
    expect((await type(['skip', planId, 'sales', groupIdAt(plan, 2)])).code).toBe(0);
    await until(resignation, ({ outcomes }) => outcomes.skipped === 1);
    open();
    await resignation.finished();
    const failed = await type(['status', planId]);
    expect([failed.code, failed.printed]).toEqual([1, expect.stringContaining(`group-exit retry ${planId}`)]);
    broken = false;
    expect((await type(['retry', planId])).code).toBe(0);
    const end: ResignationProgress = await exits.resignation(planId).finished();
    expect(end.outcomes).toEqual({ left: 2, skipped: 1 });
    expect((await type(['status', planId])).code).toBe(0);
  });
});
