import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PacePolicy } from '../../activities/pace/policy.ts';
import { presets } from '../../activities/pace/presets.ts';
import type { PlanItem, PlanSummary } from '../../activities/plans/plan.ts';
import { durationText } from '../../client/cli/duration.ts';
import { run } from '../../client/cli/run.ts';
import { script, type Script } from '../stories/scripted.ts';
import { devServer } from '../support/temporal.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { withWorker } from './scripted-worker.ts';
import { scriptedTerminal } from './scripted-terminal.ts';

const because = ['--reason', 'case closed', '--requested-by', 'ana'];
const NOBODY = { TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_CONFIG_FILE: '' };

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

async function type(args: string[], { activities, ...rest }: Script) {
  const terminal = scriptedTerminal();
  let code = -1;
  await withWorker(environment, { activities, ...rest }, async (_, taskQueue) => {
    code = await run(args, { TEMPORAL_ADDRESS: environment.address, GROUP_EXIT_TASK_QUEUE: taskQueue }, terminal);
  });
  return { code, printed: terminal.printed.join('\n'), told: terminal.told.join('\n') };
}

const summary: PlanSummary = {
  planId: 'spring',
  state: 'ready',
  hash: 'abc',
  groups: 3,
  requests: 22,
  counts: [
    { verdict: 'leave', count: 1 },
    { verdict: 'person', code: 'no-successor', count: 1 },
    { verdict: 'skip', code: 'keep', count: 1 },
  ],
  instances: [{ instanceId: 'sales', groups: 3, exits: 2, requests: 22 }],
};
const person: PlanItem = {
  instanceId: 'sales',
  groupId: '120363000000000001@g.us',
  groupName: 'Vendas SP',
  position: 1,
  verdict: 'person',
  code: 'no-successor',
  detail: 'the number is its only admin, and no successor is in it',
  requests: 11,
  state: 'open',
};
/** One exit a day. */
const pace: PacePolicy = {
  ...presets.gentle,
  perDay: 1,
  hours: { from: '00:00', to: '24:00' },
  weekdays: [1, 2, 3, 4, 5, 6, 7],
};
const made = () =>
  script({ readPace: async () => pace, finishPlan: async () => summary, loadPlanItems: async () => [person] });

describe('group-exit plan', () => {
  test.each([
    ['which groups', ['plan', ...because]],
    ['one way to say which groups', ['plan', '--client', 'acme', '--instance', 'sales', ...because]],
    ['a file that is there', ['plan', '--groups', '/nowhere/groups.txt', ...because]],
    ['days that are some', ['plan', '--client', 'acme', '--inactive-days', 'long', ...because]],
    ['a reason', ['plan', '--client', 'acme']],
  ])('wants to know %s, before it asks anybody', async (_, args) => {
    const terminal = scriptedTerminal();
    expect(await run(args, NOBODY, terminal)).toBe(2);
    expect(terminal.printed).toEqual([]);
    expect(terminal.told.join('')).not.toBe('');
  });

  test('tells counts, cost, who needs a person, and the next command', async () => {
    const { code, printed, told } = await type(['plan', '--instance', 'sales', ...because], made());
    expect(code).toBe(0);
    expect(printed).toMatchInlineSnapshot(`
      "Plan spring: 3 groups, about 22 requests to the gateways. Nothing was done.
             1 leave
             1 needs a person (no-successor)
             1 skip (keep)
        sales: 3 groups, 2 exits, about 22 requests, 1 d 0 h at its pace
      Need a person:
        sales 120363000000000001@g.us Vendas SP: the number is its only admin, and no successor is in it"
    `);
    expect(told).toBe('Next: group-exit resign --plan spring');
  });

  test('prints all of it as JSON', async () => {
    const { printed } = await type(['plan', '--client', 'acme', '--json', ...because], made());
    expect(JSON.parse(printed)).toMatchObject({
      ...summary,
      people: [{ groupId: person.groupId, code: 'no-successor' }],
    });
  });

  test('hands on what the options say', async () => {
    const asked: unknown[] = [];
    const openPlan: Script['activities']['openPlan'] = async (input) => {
      asked.push(input);
      return { instanceIds: [] };
    };
    const file = join(temporaryDirectory(), 'groups.txt');
    writeFileSync(file, 'sales 120363000000000001@g.us\n');
    const options = ['--groups', file, '--inactive-days', '180', '--accept-smaller-listing', '--plan-id', 'spring'];
    const wishes = ['--successor', '+49 151 23456789', '--without-goodbye', 'quiet', '--allow-community'];
    const { activities } = made();
    await type(['plan', ...options, ...wishes, ...because], script({ ...activities, openPlan }));
    expect(asked).toEqual([
      {
        planId: 'spring',
        request: {
          selection: { groups: [{ instanceId: 'sales', groupId: '120363000000000001@g.us' }] },
          inactiveForMs: 180 * 86_400_000,
          acceptSmallerListing: true,
          wishes: {
            reason: 'case closed',
            requestedBy: 'ana',
            successors: ['4915123456789@c.us'],
            handover: 'when-only-admin',
            onNoSuccessor: 'hold',
            goodbye: { kind: 'none', reason: 'quiet' },
            allowCommunity: true,
          },
        },
      },
    ]);
  });

  test('fails, and says what to do, where a listing is not to be believed', async () => {
    const why = 'sales: the gateway lists no group at all';
    const stopped = script({ planInstance: async () => ({ kind: 'stopped', why }) });
    const { code, printed } = await type(['plan', '--instance', 'sales', ...because], stopped);
    expect([code, printed]).toEqual([1, expect.stringContaining(why)]);
  });
});

test.each([
  [20_000, 'less than a minute'],
  [59 * 60_000, '59 min'],
  [150 * 60_000, '2 h 30 min'],
  [50 * 3_600_000, '2 d 2 h'],
])('%i ms is told as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
