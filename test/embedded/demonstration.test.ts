import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { groupIdOf, stories } from '../../worker/embedded/demonstration/stories.ts';
import type { Story } from '../../worker/embedded/demonstration/stories.ts';
import { journalEntrySchema } from '../../worker/embedded/sandbox/world/journal-entry.ts';
import type { JournalEntry } from '../../worker/embedded/sandbox/world/journal-entry.ts';
import { until } from '../support/house.ts';
import { commandsNaming } from './commands-naming.ts';

let dataDir: string;
const runs: Run[] = [];
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'group-exit-demonstration-'));
});
afterAll(async () => {
  for (const { process: child } of runs) child.kill('SIGKILL');
  await killTemporal();
  await rm(dataDir, { recursive: true });
});

interface Run {
  process: ChildProcess;
  ended: Promise<unknown>;
  said(): string;
}

function start(...args: string[]): Run {
  const child = spawn(process.execPath, ['worker/embedded/main.ts', '--data-dir', dataDir, ...args], {
    env: { PATH: process.env.PATH, TEMPORAL_CLI: inject('temporalCliPath') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const run = { process: child, ended: once(child, 'close'), said: () => said };
  runs.push(run);
  return run;
}

async function killTemporal(): Promise<void> {
  const record = await readFile(join(dataDir, 'temporal.pid'), 'utf8').catch(() => '');
  const pid = /^server (\d+)/.exec(record)?.[1];
  if (pid) process.kill(Number(pid), 'SIGKILL');
}

/** What reached the make-believe WhatsApp, over all runs. */
function journal(): JournalEntry[] {
  const database = new DatabaseSync(join(dataDir, 'sandbox.sqlite'), { readOnly: true });
  try {
    const rows = database.prepare('SELECT body FROM "journal" ORDER BY rowid').all();
    return rows.map((row) => journalEntrySchema.parse(JSON.parse(String(row['body']))));
  } catch (error) {
    // The run that makes the file is not that far yet.
    if (error instanceof Error && error.message.includes('no such table')) return [];
    throw error;
  } finally {
    database.close();
  }
}

/** `sales 120363…@g.us` of every effect of one kind: twice in it has happened twice. */
function seen(effect: JournalEntry['effect'], round: number): string[] {
  const groups = new Set(stories.map((story) => groupIdOf(story, round)));
  return journal()
    .filter((entry) => entry.kind === 'call' && entry.effect === effect && groups.has(entry.groupId ?? ''))
    .map(({ instanceId, groupId }) => `${instanceId} ${groupId}`)
    .toSorted();
}

/** The same of those stories that show it. */
function expected(round: number, shows: (story: Story) => boolean): string[] {
  return stories
    .filter(shows)
    .flatMap((story) => story.leavers.map((leaver) => `${leaver} ${groupIdOf(story, round)}`))
    .toSorted();
}

const isIn = ({ group }: Story): boolean => group.pastMembers === undefined;
const isGreeted = (story: Story): boolean =>
  isIn(story) && !story.group.announceOnly && story.request?.goodbye !== false;

function outcomes(): Record<string, number> {
  const books = new DatabaseSync(join(dataDir, 'books.sqlite'), { readOnly: true });
  const rows = books.prepare('SELECT outcome, count(*) AS n FROM receipts GROUP BY outcome').all();
  books.close();
  return Object.fromEntries(rows.map((row) => [String(row['outcome']), Number(row['n'])]));
}

it(
  'finishes the same exits when it is killed and started again, and says no goodbye twice',
  { timeout: 240_000 },
  async () => {
    const first = start('--once');
    await until(() => first.said().includes('looks at the group'));
    await until(() => seen('said', 1).length >= 3);
    first.process.kill('SIGKILL');
    await killTemporal();
    await first.ended;
    const leftByFirst = seen('left', 1).length;

    // Of the second only the one process: its Temporal server lives on, and the third has to end it.
    const second = start('--once');
    await until(() => seen('left', 1).length > leftByFirst && second.said().includes('Round 1 was not finished'));
    second.process.kill('SIGKILL');
    await second.ended;

    const third = start('--once');
    await third.ended;
    expect(third.said()).toContain('Round 1 was not finished last time');
    expect(third.process.exitCode).toBe(0);
    expect(seen('said', 1)).toEqual(expected(1, isGreeted));
    expect(seen('left', 1)).toEqual(expected(1, isIn));
    expect(outcomes()).toEqual({ left: 12, 'already-out': 1 });
    expect(await commandsNaming(dataDir)).toEqual([]);
  },
);

it(
  'plays a fresh round after a finished one, tells its receipts, and leaves nothing running',
  { timeout: 120_000 },
  async () => {
    const run = start('--once');
    await run.ended;

    expect(run.process.exitCode).toBe(0);
    expect(run.said()).toMatch(/Round 2: three numbers leave 12 groups, 13 exits/);
    expect(run.said()).toMatch(/^field +Trade fair +already-out/m);
    expect(run.said()).toMatch(/^sales +Webinar May +left.* 2 readings/m);
    expect(run.said()).toMatch(
      /"Winter campaign" is on hold .* http:\/\/127\.0\.0\.1:\d+\/namespaces\/default\/workflows\/exit%2Fsales/,
    );
    expect(run.said()).toMatch(/^sales +Winter campaign +left +done +done +webhook/m);
    const tables = run.said().slice(run.said().indexOf('number  '), run.said().indexOf('Every exit is'));
    expect(tables).toMatch(/^Webinar May +the webhook is lost/m);
    expect(Math.max(...tables.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(run.said()).toMatch(/TEMPORAL_ADDRESS=127\.0\.0\.1:\d+ npx node client\/cli\/main\.ts/);
    expect(seen('said', 2)).toEqual(expected(2, isGreeted));
    expect(outcomes()).toEqual({ left: 24, 'already-out': 2 });
    expect(await commandsNaming(dataDir)).toEqual([]);
  },
);

it('ends half-way when it is asked to, cleanly, and says that nothing is lost', { timeout: 120_000 }, async () => {
  const run = start();
  await until(() => run.said().includes('looks at the group'));
  // The scan that finds nothing afterwards does find what runs: the process itself, its worker and the Temporal server.
  expect(await commandsNaming(dataDir)).toHaveLength(3);
  run.process.kill('SIGINT');
  await run.ended;

  expect(run.process.exitCode).toBe(130);
  expect(run.said()).toContain('Nothing is lost: `npm start` again goes on with the same exits.');
  expect(await commandsNaming(dataDir)).toEqual([]);
});

it('ends cleanly also when its terminal is closed and nobody hears it any more', { timeout: 120_000 }, async () => {
  const run = start();
  await until(() => run.said().includes('Temporal UI'));
  run.process.stdout?.destroy();
  run.process.stderr?.destroy();
  run.process.kill('SIGHUP');
  await run.ended;

  expect(run.process.exitCode).toBe(130);
  expect(await commandsNaming(dataDir)).toEqual([]);
});

it('refuses options that it does not know before it starts anything', async () => {
  const run = start('--onec');
  await run.ended;

  expect(run.process.exitCode).toBe(2);
  expect(run.said()).toContain('--onec');
});
