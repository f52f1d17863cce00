import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { expect, inject, it, onTestFinished } from 'vitest';
import { startDevServer } from '../../worker/embedded/dev-server.ts';
import type { DevServer } from '../../worker/embedded/dev-server.ts';
import { runningProcess } from '../../worker/embedded/dev-server/process-table.ts';
import { searchAttributeKeys } from '../../workflows/search-attributes.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const cliPath = inject('temporalCliPath');
const dayMs = 86_400_000;

async function start(dataDir: string, ports = { grpc: 0, ui: 0 }): Promise<DevServer> {
  const server = await startDevServer({ cliPath, dataDir, ports });
  onTestFinished(() => server.close());
  return server;
}

async function clientOf({ address }: { address: string }): Promise<Client> {
  const connection = await Connection.connect({ address });
  onTestFinished(() => connection.close());
  return new Client({ connection });
}

/** Another program of this machine, ended after the test. */
function another(command: string, ...args: string[]): ChildProcessByStdio<null, Readable, null> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

function serverPidIn(dataDir: string): number {
  return Number(/^server (\d+)/.exec(readFileSync(join(dataDir, 'temporal.pid'), 'utf8'))?.[1]);
}

it('does not start on a file that is no database, and shows the end of the log', async () => {
  const dataDir = temporaryDirectory();
  writeFileSync(
    join(dataDir, 'temporal.db'),
    'a letter to the landlord, longer than the header of a database'.repeat(100),
  );

  await expect(start(dataDir)).rejects.toThrow(/did not start: it ended with code 1.*temporal\.log.*not a database/s);
  expect(existsSync(join(dataDir, 'temporal.pid'))).toBe(false);
});

it('does not start on the data of a run that still goes on, and names that run', async () => {
  const dataDir = temporaryDirectory();
  const first = await start(dataDir);

  await expect(start(dataDir)).rejects.toThrow(`in use by another run (process ${process.pid})`);
  const { connection } = await clientOf(first);
  expect(await connection.workflowService.getSystemInfo({})).toBeDefined();
});

it('lets one of two runs have the data that start at the same moment', async () => {
  const dataDir = temporaryDirectory();

  const runs = await Promise.allSettled([start(dataDir), start(dataDir)]);

  expect(runs.map((run) => run.status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('ends the server that a killed run left behind, and goes on with its data', async () => {
  const dataDir = temporaryDirectory();
  const owner = another(
    process.execPath,
    fileURLToPath(import.meta.resolve('../support/dev-server-process.ts')),
    cliPath,
    dataDir,
  );
  const [address] = await once(owner.stdout, 'data');
  await (await clientOf({ address: String(address) })).workflow.start('exit', { workflowId: 'w', taskQueue: 'q' });
  const leftBehind = serverPidIn(dataDir);
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  expect(await runningProcess(leftBehind)).toBeDefined();

  const server = await start(dataDir);

  expect(await runningProcess(leftBehind)).toBeUndefined();
  const description = await (await clientOf(server)).workflow.getHandle('w').describe();
  expect(description.status.name).toBe('RUNNING');
});

it('leaves a program alone that got the process id of an earlier server', async () => {
  const dataDir = temporaryDirectory();
  const innocent = another('sleep', '60');
  writeFileSync(join(dataDir, 'temporal.pid'), `server ${innocent.pid} of ${process.pid}\n`);

  await start(dataDir);

  expect(innocent.exitCode ?? innocent.signalCode).toBeNull();
  expect(serverPidIn(dataDir)).not.toBe(innocent.pid);
});

it('takes other ports where the wanted ones are taken', async () => {
  const occupant = createServer().listen(0, '127.0.0.1');
  await once(occupant, 'listening');
  onTestFinished(() => void occupant.close());
  const { port } = occupant.address() as AddressInfo;

  const server = await start(temporaryDirectory(), { grpc: port, ui: port });

  expect(server.address).not.toBe(`127.0.0.1:${port}`);
  expect((await fetch(server.uiUrl)).status).toBe(200);
});

it('knows the search attributes and keeps closed workflows for 90 days', async () => {
  const { connection } = await clientOf(await start(temporaryDirectory()));

  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });

  expect(tsToMs(config?.workflowExecutionRetentionTtl)).toBe(90 * dayMs);
  expect(Object.keys(customAttributes).sort()).toEqual(searchAttributeKeys.map((key) => key.name).sort());
});

it('leaves nothing running when closed', async () => {
  const dataDir = temporaryDirectory();
  const server = await startDevServer({ cliPath, dataDir, ports: { grpc: 0, ui: 0 } });
  const pid = serverPidIn(dataDir);

  await server.close();

  expect(await runningProcess(pid)).toBeUndefined();
  expect(existsSync(join(dataDir, 'temporal.pid'))).toBe(false);
});
