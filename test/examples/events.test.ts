import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { secret } from '../outbox/service.ts';
import { ana, buildHouse, customer, until, type House } from '../support/house.ts';

let house: House;
beforeAll(async () => void (house = await buildHouse()));
afterAll(() => house.close());

test('the example service hears of a whole exit from a worker, in order and once, and takes nothing that is forged', async () => {
  const service = spawn(process.execPath, ['test/examples/events.ts'], {
    env: { ...process.env, PORT: '0', GROUP_EXIT_EVENTS_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void service.kill('SIGKILL'));
  const lines: string[] = [];
  createInterface(service.stdout).on('line', (line) => void lines.push(line));
  await until(() => lines.length > 0);
  const url = `${lines.shift()?.replace('listening on ', '')}/group-exit`;
  const events = { GROUP_EXIT_EVENTS_URL: url, GROUP_EXIT_EVENTS_SECRET: secret };

  const forged = { 'webhook-id': 'evt_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' };
  expect((await fetch(url, { method: 'POST', body: '{}', headers: forged })).status).toBe(401);

  const worker = await house.startWorker(events);
  const groupId = house.addGroup('sales');
  const exit = await house.exits.exit(house.request('sales', groupId));
  await exit.receipt();
  // Several are brought at once, so the last may arrive before the others.
  await until(() => lines.length >= 4);
  const heard = lines.map((line) => JSON.parse(line) as { type: string; data: Record<string, unknown> });
  const inOrder = heard.toSorted((one, other) => Number(one.data['sequence']) - Number(other.data['sequence']));
  expect(inOrder.map(({ type, data }) => [type, data['status'] ?? data['outcome']])).toEqual([
    ['membership.changed', 'Active'],
    ['membership.changed', 'Leaving'],
    ['membership.changed', 'Inactive - Withdrawn'],
    ['exit.finished', 'left'],
  ]);
  for (const phone of [ana, customer]) expect(lines.join()).not.toContain(phone.split('@')[0]);
  const metrics = await (await fetch(`${house.workerUrl}/metrics`)).text();
  expect(metrics).toMatch(/^group_exit_events_failed 0$/m);
  expect(await worker.stop()).toBe(0);
  expect(worker.log()).not.toContain(secret);
  service.kill('SIGTERM');
  expect(await once(service, 'exit')).toEqual([0, null]);
});
