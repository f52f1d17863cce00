import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { PlanSummary, ResignationProgress } from '../../client/index.ts';
import { ana, buildHouse, customer, until, type House } from '../support/house.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

// Eight exits with real webhooks, and each command line is a process of its own.
vi.setConfig({ testTimeout: 180_000 });

const main = fileURLToPath(new URL('../../client/cli/main.ts', import.meta.url));

let house: House;
beforeAll(async () => {
  house = await buildHouse();
  await house.startWorker();
});
afterAll(() => house.close());

function start(...args: string[]) {
  const { PATH = '' } = process.env;
  const env = { PATH, ...house.shellEnv };
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return { child, ended: once(child, 'close'), stdout: text(child.stdout), stderr: text(child.stderr) };
}

async function groupExit(...args: string[]) {
  const { child, ended, stdout, stderr } = start(...args);
  const [printed, told] = await Promise.all([stdout, stderr, ended]);
  return { code: child.exitCode, printed, told };
}

/** A file of groups as an operator exports it: in one group per number nobody is there to take over. */
function groupsFile(): string {
  const groups = ['sales', 'support'].flatMap((instanceId) =>
    [0, 1, 2, 3].map((position) => {
      const alone = [{ instanceId, role: 'superadmin' as const }, { phoneId: customer }];
      const groupId = house.addGroup(instanceId, position === 0 ? { members: alone } : {});
      return [instanceId, groupId, 'acme', `Case ${position}`].join(',');
    }),
  );
  const file = join(temporaryDirectory(), 'groups.csv');
  writeFileSync(file, ['instance,group,client,name', ...groups].join('\n'));
  return file;
}

test('an operator imports, plans, resigns, looks on, goes away, decides and reports, with commands alone', async () => {
  expect(await groupExit('import', groupsFile())).toMatchObject({ code: 0, printed: /8 groups/ });

  const why = ['--reason', 'contract ended', '--requested-by', 'ana', '--successor', ana];
  const planned = await groupExit('plan', '--client', 'acme', ...why, '--plan-id', 'acme', '--json');
  const plan = JSON.parse(planned.printed) as PlanSummary;
  expect(plan.counts).toEqual([
    { verdict: 'leave', count: 6 },
    { verdict: 'person', code: 'no-successor', count: 2 },
  ]);

  const unconfirmed = await groupExit('resign', '--plan', 'acme');
  expect([unconfirmed.code, unconfirmed.told]).toEqual([2, expect.stringContaining('add --yes')]);
  const resigned = await groupExit('resign', '--plan', 'acme', '--approved-by', 'ana', '--yes');
  expect(resigned.code).toBe(3);
  expect(resigned.told).toContain('Started resignation/acme');
  expect(resigned.printed).toContain('6 of 8 groups settled (6 left)');

  const holds = await groupExit('holds', 'acme');
  expect([holds.code, holds.printed]).toEqual([3, expect.stringContaining('no-successor: 2 on hold')]);
  expect((await groupExit('pause', 'acme', '--reason', 'lunch', '--by', 'ana')).code).toBe(0);
  await until(async () => (await groupExit('status', 'acme')).printed.includes('paused: nothing moves'));
  const watched = start('watch', 'acme', '--json');
  await once(watched.child.stdout, 'readable');
  watched.child.kill('SIGINT');
  await watched.ended;
  expect([watched.child.exitCode, await watched.stderr]).toEqual([
    130,
    expect.stringContaining('group-exit watch acme'),
  ]);
  expect((await groupExit('resume', 'acme')).code).toBe(0);

  const decided = await groupExit('decide', 'acme', '--all', 'no-successor', 'leave-anyway', '--by', 'ana', '--yes');
  expect([decided.code, decided.printed]).toEqual([0, expect.stringContaining('leave-anyway for 2 groups')]);
  const end = await groupExit('watch', 'acme', '--json');
  expect(end.code).toBe(0);
  expect(JSON.parse(end.printed.trim().split('\n').at(-1) ?? '') as ResignationProgress).toMatchObject({
    state: 'finished',
    outcomes: { left: 8 },
  });

  const report = await groupExit('report', 'acme', '--csv');
  const [header = '', ...lines] = report.printed.trimEnd().split('\r\n');
  expect(header).toMatch(/^instance,group,name,client,verdict,planned,state,outcome/);
  expect(lines.filter((line) => line.includes(',settled,left,'))).toHaveLength(8);
  expect(house.sandbox.journal.count({ operation: 'send-text', effect: 'said' })).toBe(8);
});
