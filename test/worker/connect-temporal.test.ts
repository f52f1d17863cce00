import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Client } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countHolds, pingTemporal } from '../../worker/process/ask-temporal.ts';
import { connectTemporal } from '../../worker/process/connect-temporal.ts';
import { freePort } from '../../worker/telemetry/free-port.ts';
import { devServer } from '../support/temporal.ts';
import { heardLogger } from './heard-logger.ts';

let temporal: TestWorkflowEnvironment;
beforeAll(async () => {
  temporal = await devServer();
});
afterAll(() => temporal.teardown());

function patience(patienceMs: number, signal = new AbortController().signal) {
  const { logger, lines } = heardLogger();
  return { how: { logger, patienceMs, signal }, lines };
}

it('names the address at which nobody answers, and what to do', async () => {
  const address = `127.0.0.1:${await freePort()}`;
  const failing = connectTemporal({ address }, 'default', patience(0).how);

  await expect(failing).rejects.toThrow(
    `Temporal cannot be reached at ${address}: Connection refused. Check that it runs there and that TEMPORAL_ADDRESS names it`,
  );
});

it('does not wait where the address is no address', async () => {
  const failing = connectTemporal({ address: '::::' }, 'default', patience(3_600_000).how);

  await expect(failing).rejects.toThrow('Temporal cannot be reached at ::::');
});

it('names a namespace that is not there, and how to make it', async () => {
  const { address } = temporal;
  const failing = connectTemporal({ address }, 'elsewhere', patience(0).how);

  await expect(failing).rejects.toThrow(/has no namespace elsewhere\. .*namespace create --namespace elsewhere/);
});

it('stops trying when the process is asked to end', async () => {
  const stop = new AbortController();
  const { how, lines } = patience(3_600_000, stop.signal);
  const trying = connectTemporal({ address: `127.0.0.1:${await freePort()}` }, 'default', how);
  stop.abort(new Error('asked to end'));

  await expect(trying).rejects.toThrow('aborted');
  expect(lines).toHaveLength(1);
});

it('tries on until Temporal is there, and tells the log once', async () => {
  const port = await freePort();
  const { how, lines } = patience(3_600_000);
  const connecting = connectTemporal({ address: `127.0.0.1:${port}` }, 'default', how);
  await expect.poll(() => lines).toHaveLength(1);
  const door = createServer((socket) => {
    const server = connect(Number(temporal.address.split(':')[1]), '127.0.0.1');
    socket.pipe(server).pipe(socket);
    socket.on('error', () => server.destroy());
    server.on('error', () => socket.destroy());
  }).listen(port, '127.0.0.1');
  await once(door, 'listening');
  expect((door.address() as AddressInfo).port).toBe(port);

  await (await connecting).close();
  door.close();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('Temporal does not answer yet');
});

it('asks Temporal whether it is there and how many exits are held', async () => {
  const connection = await connectTemporal({ address: temporal.address }, 'default', patience(0).how);
  try {
    const client = new Client({ connection });
    await pingTemporal(client);
    expect(await countHolds(client)).toBe(0);
    await expect(pingTemporal(new Client({ connection, namespace: 'elsewhere' }))).rejects.toThrow('elsewhere');
  } finally {
    await connection.close();
  }
});
