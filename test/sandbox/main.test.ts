import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SandboxClient } from '../../worker/embedded/sandbox/control/client.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { GROUP, oneGroup, waha, wahaGroup } from './fixture.ts';

const main = join(import.meta.dirname, '../../worker/embedded/sandbox/main.ts');

function start(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  return { child, exit };
}

/** Starts it and waits for the address it prints. */
async function started(...args: string[]) {
  const { child, exit } = start(...args);
  for await (const chunk of child.stdout) {
    const url = /http:\/\/\S+/.exec(String(chunk))?.[0];
    if (url) return { child, exit, url, wahaUrl: `${url}/waha` };
  }
  throw new Error(`It printed no address. ${await text(child.stderr)}`);
}

describe('the sandbox as a command', () => {
  it('says which fields of the world file are wrong and does not start', async () => {
    const file = join(temporaryDirectory(), 'world.json');
    writeFileSync(file, JSON.stringify({ numbers: [{ instanceId: 'sales' }], group: [] }));
    const { child, exit } = start('--world', file);
    const said = await text(child.stderr);
    expect(await exit).toEqual([1, null]);
    expect(said).toContain(file);
    expect(said).toContain('numbers[0].token');
    expect(said).toContain('"group"');
  });

  it('says what it takes when it does not know an argument', async () => {
    const { child, exit } = start('--prot', '1');
    expect(await text(child.stderr)).toContain('--data-file');
    expect(await exit).toEqual([1, null]);
  });

  it.each(['abc', '65536', '1.5', ''])('says what a port is where it gets %j for one', async (port) => {
    const { child, exit } = start('--port', port);
    expect(await text(child.stderr)).toContain('did not start. --port must be a whole number from 0 to 65535.\n');
    expect(await exit).toEqual([1, null]);
  });

  it('serves the world of the file, and stops on SIGTERM', async () => {
    const file = join(temporaryDirectory(), 'world.json');
    writeFileSync(file, JSON.stringify(oneGroup()));
    const { child, exit, url, wahaUrl } = await started('--world', file);
    expect((await waha({ wahaUrl }, 'POST', `${wahaGroup}/leave`)).status).toBe(200);
    expect(await new SandboxClient(url).journal({ effect: 'left' })).toHaveLength(1);
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  it('killed and started again, knows what happened before', async () => {
    const directory = temporaryDirectory();
    const file = join(directory, 'world.json');
    writeFileSync(file, JSON.stringify(oneGroup()));
    const args = ['--world', file, '--data-file', join(directory, 'world.sqlite')];
    const first = await started(...args);
    await waha(first, 'POST', `${wahaGroup}/leave`);
    first.child.kill('SIGKILL');
    await first.exit;

    const second = await started(...args);
    const client = new SandboxClient(second.url);
    expect(await client.journal({ operation: 'leave' })).toMatchObject([{ effect: 'left', status: 200 }]);
    expect((await client.group(GROUP)).members).toHaveLength(2);
  });
});
