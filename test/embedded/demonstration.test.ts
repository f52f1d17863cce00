import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { groupsOf } from '../../worker/embedded/demonstration/groups.ts';
import { journalEntrySchema } from '../../worker/embedded/sandbox/world/journal-entry.ts';
import type { JournalEntry } from '../../worker/embedded/sandbox/world/journal-entry.ts';
import { until } from '../support/house.ts';
import { commandsNaming } from './commands-naming.ts';
import { FEW } from './few.ts';

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
  const child = spawn(process.execPath, ['test/embedded/few-groups.ts', '--data-dir', dataDir, ...args], {
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
  const groups = new Set(groupsOf(round, FEW).map(({ groupId }) => groupId));
  return journal()
    .filter((entry) => entry.kind === 'call' && entry.effect === effect && groups.has(entry.groupId ?? ''))
    .map(({ instanceId, groupId }) => `${instanceId} ${groupId}`)
    .toSorted();
}

const staysIn = ['community parent', 'community announcement', 'left by hand'];

/** Those who leave, or of them those who say goodbye. */
function leavers(round: number, kinds: { without?: string } = {}): string[] {
  return groupsOf(round, FEW)
    .filter(({ kind, keep }) => !keep && !staysIn.includes(kind) && kind !== kinds.without)
    .map(({ instanceId, groupId }) => `${instanceId} ${groupId}`)
    .toSorted();
}

const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

it(
  'finishes the same resignation when it is killed and started again, and says no goodbye twice',
  { timeout: 240_000 },
  async () => {
    const first = start('--once');
    await until(() => first.said().includes('Temporal UI') && seen('left', 1).length >= 3);
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
    expect(third.said()).toContain('nothing lost, nothing doubled');
    expect(third.process.exitCode).toBe(0);
    expect(seen('said', 1)).toEqual(leavers(1, { without: 'announce-only' }));
    expect(seen('left', 1)).toEqual(leavers(1));
    expect(await commandsNaming(dataDir)).toEqual([]);
  },
);

it(
  'plays a fresh round after a finished one, pauses it, kills its worker in the middle, and tells what went wrong',
  { timeout: 240_000 },
  async () => {
    const run = start('--once', '--kill', '--pause-after', '10', '--pause-seconds', '0.5');
    await run.ended;

    expect(run.process.exitCode).toBe(0);
    expect(run.said()).toContain(`Round 2: 6 numbers leave ${FEW} groups`);
    expect(run.said()).toMatch(/^paused /m);
    expect(run.said()).toMatch(/paused for 0.5 s; seen in groups meanwhile: 0\./);
    expect(run.said()).toMatch(/The worker was killed \(SIGKILL\): \d+ groups are settled, \d+ exits were under way/);
    expect(run.said()).toMatch(/^the webhook is lost +6 .* 6 left, by readings$/m);
    expect(run.said()).toMatch(/^HTTP 501 to the leave +1 +a person decides +1 left/m);
    expect(run.said()).toMatch(/^keep +6 +it is on the list/m);
    expect(run.said()).toMatch(/^sales +\w+ \d+ +no-successor +appoint +npm start +left$/m);
    expect(run.said()).toContain('nothing lost, nothing doubled');
    // But for the line that names the directory, which is the reader's own.
    expect(widest(run.said().replaceAll(dataDir, '.group-exit'))).toBeLessThanOrEqual(100);
    expect(seen('said', 2)).toEqual(leavers(2, { without: 'announce-only' }));
    expect(seen('left', 2)).toEqual(leavers(2));
    expect(await commandsNaming(dataDir)).toEqual([]);
  },
);

it('ends half-way when it is asked to, cleanly, and says that nothing is lost', { timeout: 120_000 }, async () => {
  const run = start();
  await until(() => run.said().includes('Temporal UI') && seen('left', 3).length > 0);
  // The scan that finds nothing afterwards does find what runs: the process itself, its worker and the Temporal server.
  expect(await commandsNaming(dataDir)).toHaveLength(3);
  run.process.kill('SIGINT');
  await run.ended;

  expect(run.process.exitCode).toBe(130);
  expect(run.said()).toContain('Nothing is lost: `npm start` again goes on with the same resignation.');
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
