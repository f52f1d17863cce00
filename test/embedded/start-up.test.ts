import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepRound, nextRound } from '../../worker/embedded/demonstration/rounds.ts';
import { groupsOf } from '../../worker/embedded/demonstration/groups.ts';
import { mishapsOf } from '../../worker/embedded/demonstration/mishaps.ts';
import { numbers } from '../../worker/embedded/demonstration/cast.ts';
import { homeIn, makeHome, resetHome } from '../../worker/embedded/home.ts';
import { BadOptions, parseOptions } from '../../worker/embedded/options.ts';
import { FEW } from './few.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'group-exit-home-'));
});
afterEach(() => rm(directory, { recursive: true }));

it.each([
  ['an option that does not exist', ['--onec'], "'--onec'"],
  ['words without a meaning', ['now'], "'now'"],
  ['a directory without a name', ['--data-dir', ''], '--data-dir is empty'],
  ['an option without its value', ['--data-dir'], '--data-dir'],
  ['a pause after no number', ['--pause-after', 'half'], '--pause-after is no number of groups: half'],
  ['a pause of no length', ['--pause-after', '9', '--pause-seconds', '-'], '--pause-seconds is no number'],
  ['a pause that is too long', ['--pause-after', '9', '--pause-seconds', '3601'], '--pause-seconds is no number'],
  ['the length of a pause that never comes', ['--pause-seconds', '9'], 'add --pause-after'],
])('refuses %s and shows the usage', (_, args, complaint) => {
  expect(() => parseOptions(args)).toThrow(BadOptions);
  expect(() => parseOptions(args)).toThrow(complaint);
  expect(() => parseOptions(args)).toThrow('Usage: npm start');
});

it('keeps everything in .group-exit unless told otherwise', () => {
  const usual = { once: false, reset: false, direction: { kill: false } };
  expect(parseOptions([])).toEqual({ ...usual, dataDir: join(process.cwd(), '.group-exit') });
  expect(parseOptions(['--data-dir', '/x', '--once', '--reset', '--kill', '--pause-after', '9'])).toEqual({
    dataDir: '/x',
    once: true,
    reset: true,
    direction: { kill: true, pause: { after: 9, ms: 5_000 } },
  });
  expect(parseOptions(['--help'])).toBe('help');
});

it('names the directory that it cannot make', async () => {
  const file = join(directory, 'file');
  await writeFile(file, '');

  await expect(makeHome(homeIn(join(file, 'below')))).rejects.toThrow(/file\/below cannot be made: .*--data-dir/);
});

it('names a directory in which the system makes none', async () => {
  const home = homeIn('/proc/group-exit/below');
  await expect(makeHome(home)).rejects.toThrow(/^\/proc\/group-exit\/below cannot be made: .*--data-dir/);
});

it('makes the directories above its own', async () => {
  const home = homeIn(join(directory, 'one', 'two'));
  await Promise.all([makeHome(home), makeHome(home)]);

  expect(await readdir(home.directory)).toEqual([]);
});

it('names the file that does not say which round it was', async () => {
  const file = join(directory, 'round.json');
  await writeFile(file, '{"round":');

  await expect(nextRound(file)).rejects.toThrow(`${file} does not say which round it was. Start again with --reset`);
});

it('goes on with a round that was not finished, and else begins the next', async () => {
  const file = join(directory, 'round.json');
  expect(await nextRound(file)).toEqual({ round: 1, resumed: false });
  await keepRound(file, { round: 1, finished: false });
  expect(await nextRound(file)).toEqual({ round: 1, resumed: true });
  await keepRound(file, { round: 1, finished: true });
  expect(await nextRound(file)).toEqual({ round: 2, resumed: false });
});

it("forgets its own files when it is reset, and nobody else's", async () => {
  const home = homeIn(directory);
  for (const file of [home.booksFile, `${home.sandboxFile}-wal`, home.roundFile, join(directory, 'temporal.db')]) {
    await writeFile(file, '');
  }
  await writeFile(join(directory, 'thesis.txt'), 'years of work');
  await resetHome(home);

  expect(await readdir(directory)).toEqual(['thesis.txt']);
  expect(await readFile(join(directory, 'thesis.txt'), 'utf8')).toBe('years of work');
});

it.each([FEW, 300])('has %i groups on six numbers, other ones every round, and everything that happens', (count) => {
  const rounds = [1, 2, 999_999].map((round) => groupsOf(round, count));
  for (const groups of rounds) expect(groups).toHaveLength(count);
  const ids = rounds.flat().map(({ groupId }) => groupId);
  expect(new Set(ids).size).toBe(3 * count);
  for (const id of ids) expect(id).toMatch(/^\d{18}@g\.us$/);
  for (const { instanceId } of numbers) {
    const faults = groupsOf(1, count).flatMap((group) => (group.instanceId === instanceId && group.fault) || []);
    expect(new Set(faults)).toEqual(new Set(mishapsOf(instanceId).flatMap(({ fault }) => fault ?? [])));
  }
});
