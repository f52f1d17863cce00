import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdsText } from '../../client/cli/resignations/holds-text.ts';
import { run } from '../../client/cli/run.ts';
import type { ResignationHold } from '../../client/index.ts';
import { freshPlan, groupIdAt, until } from '../resignations/stage.ts';
import { facts, type ExitActivities } from '../stories/scripted.ts';
import { devServer } from '../support/temporal.ts';
import { atShell } from './resignation-shell.ts';
import { scriptedTerminal } from './scripted-terminal.ts';

const NOBODY = { TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_CONFIG_FILE: '' };
const ana = { approvedBy: 'ana' };
const nobodyThere = { ...facts, successors: { configured: 1 } };

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

/** In every group of it we are the only admin, and no successor is there. */
const preFlight: ExitActivities['preFlight'] = async ({ exitId }) => ({
  kind: 'member',
  exitId,
  leaving: false,
  facts: nobodyThere,
});

describe('group-exit decide refuses', () => {
  test.each([
    ['one exit without an action', ['decide', 'sales', '120363000000000000@g.us'], /are not three/],
    ['a resignation without a kind', ['decide', 'spring', 'leave-anyway'], /--all <kind>/],
    ['all holds of an exit', ['decide', 'sales', 'x', 'retry', '--all', 'no-successor'], /are not two/],
    ['a kind that is none', ['decide', 'spring', '--all', 'bored', 'retry'], /Allowed choices/],
    ['an action that is none', ['decide', 'spring', '--all', 'no-successor', 'wait'], /action: is none of/],
    ['what the kind does not offer', ['decide', 'spring', '--all', 'leave-failed', 'leave-anyway'], /is not offered/],
    ['to appoint nobody', ['decide', 'spring', '--all', 'no-successor', 'appoint', '--yes'], /successor: is missing/],
    ['what nobody confirms', ['decide', 'spring', '--all', 'no-successor', 'leave-anyway'], /add --yes/],
  ])('%s, before it asks anybody', async (_, args, complaint) => {
    const terminal = scriptedTerminal();
    expect(await run(args, NOBODY, terminal)).toBe(2);
    expect(terminal.told.join('\n')).toMatch(complaint);
  });
});

test('holds lists what waits with the commands that decide; decide --all answers a kind', () => {
  const plan = freshPlan([{}, {}, {}]);
  return atShell(environment, { plan, meet: { preFlight } }, async ({ planId, type, exits }) => {
    const resignation = await exits.resign({ planId, ...ana });
    await until(resignation, ({ holds }) => holds === 3);
    const list = await type(['holds', planId]);
    expect([list.code, list.printed]).toEqual([3, expect.stringMatching(/^no-successor: 3 on hold\n  sales 1/)]);
    expect(list.printed).toContain(`group-exit decide ${planId} --all no-successor leave-anyway`);
    const json = await type(['holds', planId, '--json']);
    expect(JSON.parse(json.printed)).toMatchObject({
      holds: [{ kind: 'no-successor', choices: ['appoint', 'retry', 'leave-anyway', 'abandon'] }, {}, {}],
    });

    const one = await type(['decide', 'sales', groupIdAt(plan, 0), 'abandon', '--by', 'ana']);
    expect([one.code, one.printed]).toEqual([0, expect.stringContaining('The exit ends.')]);
    await until(resignation, ({ holds }) => holds === 2);
    const all = ['decide', planId, '--all', 'no-successor', 'leave-anyway', '--by', 'ana'];
    const refused = await type(all, ['n']);
    expect([refused.code, refused.told]).toEqual([2, expect.stringContaining('leave-anyway for 2 groups')]);
    await resignation.pause();
    await until(resignation, ({ state }) => state === 'paused');
    const decided = await type(all, ['y']);
    expect(decided.code).toBe(0);
    expect(decided.printed).toMatch(/^Decided: leave-anyway for 2 groups \(no-successor\)\.\nIt is paused:/);
    expect(decided.printed).toContain(`group-exit resume ${planId}`);
    await resignation.resume();
    expect((await resignation.finished()).outcomes).toEqual({ left: 2, abandoned: 1 });
    expect(await type(['holds', planId])).toMatchObject({ code: 0, printed: 'Nothing waits for a person.' });
  });
});

test('a long list is cut for people, kind by kind', () => {
  const hold = (position: number, kind: ResignationHold['kind']) =>
    ({
      instanceId: 'sales',
      groupId: `${position}@g.us`,
      kind,
      question: 'why',
      since: new Date(0),
    }) as ResignationHold;
  const many = Array.from({ length: 22 }, (_, position) => hold(position, 'leave-failed'));
  const text = holdsText('spring', [...many, hold(99, 'community-group')]);
  expect(text).toContain('19@g.us, since 1970-01-01T00:00:00.000Z: why\n  and 2 more; --json lists them all');
  expect(text).not.toContain(' 20@g.us');
  expect(text).toMatch(/community-group: 1 on hold\n  sales 99@g\.us/);
  expect(text).not.toContain('--all leave-failed leave-anyway');
});
