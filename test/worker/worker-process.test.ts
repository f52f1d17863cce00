import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GroupExits } from '../../client/index.ts';
import { ana, buildHouse, customer, secrets, until, type House } from '../support/house.ts';
import { openDoor } from './door.ts';

let house: House;
let directory: string;
beforeAll(async () => {
  house = await buildHouse();
  directory = await mkdtemp(join(tmpdir(), 'group-exit-process-'));
});
afterAll(async () => {
  await house.close();
  await rm(directory, { recursive: true });
});

/** Runs `worker/main.ts` to its end with nothing but these settings. */
async function run(settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['worker/main.ts'], { env: { PATH, ...settings }, stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, said };
}

/** The house's instances file is its own affair: this one may be broken, and its gateway patient. */
async function writeInstances(file: string, instances: object): Promise<void> {
  const apiKey = { env: 'WAHA_KEY' };
  const gateways = { waha: { kind: 'waha', baseUrl: house.sandbox.wahaUrl, apiKey, timeoutSeconds: 60 } };
  await writeFile(file, JSON.stringify({ gateways, instances }));
}

const readyz = async (): Promise<{ status: number; body: unknown }> => {
  const answer = await fetch(`${house.workerUrl}/readyz`);
  return { status: answer.status, body: await answer.json() };
};

/** Starts an exit whose goodbye the gateway takes its time for, and waits until the call is under way. */
async function startSlowGoodbye() {
  const groupId = house.addGroup('sales');
  house.sandbox.faults.add({ name: 'slow', groupId, operation: 'send-text', delayMs: 1_500, effectAt: 'answer' });
  const exit = await house.exits.exit(house.request('sales', groupId));
  const calls = () => house.sandbox.journal.entries({ groupId, operation: 'send-text' });
  await until(() => calls().length === 1);
  return { exit, groupId, calls };
}

it("lists every fault of its settings, of Temporal's and of the instances file, and opens nothing", async () => {
  const instances = join(directory, 'faulty.json');
  const database = join(directory, 'never.sqlite');
  await writeFile(instances, JSON.stringify({ gateways: { w: { kind: 'wawp' } }, instances: { a: { gateway: 'x' } } }));
  const { code, said } = await run({
    GROUP_EXIT_INSTANCES: instances,
    GROUP_EXIT_DATABASE: database,
    GROUP_EXIT_HTTP_PORT: 'high',
    GROUP_EXIT_SHUTDOWN_GRACE_SECONDS: '0',
    TEMPORAL_PROFILE: 'elsewhere',
  });

  expect(code).toBe(2);
  for (const fault of ['HTTP_PORT', 'SHUTDOWN_GRACE_SECONDS', "'elsewhere'", 'gateways.w', 'instances.a']) {
    expect(said).toContain(fault);
  }
  expect(existsSync(database)).toBe(false);
});

it.each([
  [
    'a namespace that is not there',
    { TEMPORAL_NAMESPACE: 'elsewhere' },
    /no namespace elsewhere\. Set TEMPORAL_NAMESPACE/,
  ],
  ['an address that is none', { TEMPORAL_ADDRESS: '::::' }, /cannot be reached at ::::.*TEMPORAL_ADDRESS/],
  [
    'a database in no directory',
    { GROUP_EXIT_DATABASE: '/nowhere/books.sqlite' },
    /\/nowhere\/books\.sqlite.*directory/,
  ],
])('says what to do about %s, and ends', async (_, settings, message) => {
  await expect(house.startWorker(settings)).rejects.toThrow(message);
});

it('ends when another process has its port, without having taken any work', async () => {
  const first = await house.startWorker();
  const starting = house.startWorker({ GROUP_EXIT_DATABASE: join(directory, 'second.sqlite') });
  // `startWorker` takes the first one's readiness for the second's: the log is what tells.
  const second = await starting;
  await until(() => second.process.exitCode !== null);

  expect(second.process.exitCode).toBe(1);
  expect(second.log()).toMatch(/cannot listen on 127\.0\.0\.1:\d+.*EADDRINUSE/);
  expect(second.log()).not.toContain('the worker is at work');
  expect(await first.stop()).toBe(0);
});

it('stays ready while a new version of its instances file is faulty, and tells so everywhere', async () => {
  const instances = join(directory, 'instances.json');
  const good = { sales: { gateway: 'waha', webhooks: 'unsigned' } };
  const faulty = async () => {
    const page = await (await fetch(`${house.workerUrl}/metrics`)).text();
    return /^group_exit_instances_file_faulty (\d)$/m.exec(page)?.[1];
  };
  await writeInstances(instances, good);
  const worker = await house.startWorker({ GROUP_EXIT_INSTANCES: instances });
  expect(await faulty()).toBe('0');

  await writeInstances(instances, { ...good, more: { gateway: 'nowhere' } });
  await until(async () => (await faulty()) === '1');
  expect(await readyz()).toMatchObject({
    status: 200,
    body: { ready: true, checks: { instances: { ok: false, why: expect.stringContaining('instances.more') } } },
  });
  expect(worker.log()).toContain('The last version without faults stays in use');
  await writeInstances(instances, good);
  await until(async () => (await faulty()) === '0');
  expect((await readyz()).body).toMatchObject({ checks: { instances: { ok: true } } });
  expect(await worker.stop()).toBe(0);
});

it('counts a webhook that is not signed with its secret, and names the two places to compare', async () => {
  const worker = await house.startWorker();
  const answer = await fetch(`${house.workerUrl}/webhooks/waha/sales`, { method: 'POST', body: '{}' });

  expect(answer.status).toBe(401);
  expect(await (await fetch(`${house.workerUrl}/metrics`)).text()).toContain(
    'group_exit_webhooks_refused_total{gateway="waha",instance="sales",why="signature"} 1',
  );
  expect(worker.log()).toContain('compare webhookSecrets of sales in the instances file');
  expect(await worker.stop()).toBe(0);
});

it('tells what is away, and is ready again once it is back', async () => {
  const instances = join(directory, 'instances.json');
  await writeInstances(instances, { sales: { gateway: 'waha', webhooks: 'unsigned' } });
  const door = await openDoor(house.environment.address);
  const worker = await house.startWorker({ GROUP_EXIT_INSTANCES: instances, TEMPORAL_ADDRESS: door.address });
  expect((await readyz()).body).toMatchObject({
    ready: true,
    checks: { temporal: { ok: true }, database: { ok: true } },
  });

  door.shut();
  await until(async () => (await readyz()).status === 503);
  expect((await readyz()).body).toMatchObject({ checks: { temporal: { ok: false }, database: { ok: true } } });
  expect((await fetch(`${house.workerUrl}/healthz`)).status).toBe(200);
  await door.open();
  await until(async () => (await readyz()).status === 200);
  expect(await worker.stop()).toBe(0);
  door.shut();
});

it('ends at once when it is asked a second time', async () => {
  const worker = await house.startWorker();
  await startSlowGoodbye();
  worker.process.kill('SIGTERM');
  await until(() => worker.log().includes('asked to end'));
  worker.process.kill('SIGTERM');
  await until(() => worker.process.exitCode !== null);

  expect(worker.process.exitCode).toBe(143);
});

it('breaks off what takes longer than the grace time, and ends', async () => {
  const instances = join(directory, 'patient.json');
  await writeInstances(instances, { sales: { gateway: 'waha', session: 'sales', webhooks: 'unsigned', pace: 'none' } });
  const worker = await house.startWorker({
    GROUP_EXIT_INSTANCES: instances,
    GROUP_EXIT_SHUTDOWN_GRACE_SECONDS: '1',
    GROUP_EXIT_TASK_QUEUE: 'abandoned',
  });
  const exits = new GroupExits({ client: house.environment.client, taskQueue: 'abandoned' });
  const groupId = house.addGroup('sales');
  house.sandbox.faults.add({ name: 'slow', groupId, operation: 'send-text', delayMs: 3_600_000 });
  await exits.exit(house.request('sales', groupId));
  await until(() => house.sandbox.journal.count({ groupId, operation: 'send-text' }) === 1);

  expect(await worker.stop()).toBe(0);
});

it('brings what is under way to its end before it ends itself, not ready meanwhile but there for webhooks', async () => {
  const worker = await house.startWorker();
  const { exit, calls } = await startSlowGoodbye();
  const stopped = worker.stop();
  await until(async () => (await readyz()).status === 503);

  expect((await readyz()).body).toMatchObject({
    ready: false,
    checks: { worker: { ok: false, why: expect.stringContaining('ending') } },
  });
  const webhook = await fetch(`${house.workerUrl}/webhooks/waha/sales`, { method: 'POST', body: '{}' });
  expect(webhook.status).toBe(401);
  expect(await stopped).toBe(0);
  expect(calls()).toMatchObject([{ status: 201, effect: 'said' }]);

  const next = await house.startWorker();
  expect(await exit.receipt()).toMatchObject({ outcome: 'left' });
  expect(calls()).toHaveLength(1);
  expect(await next.stop()).toBe(0);
});

it('tells exits by outcome and holds in its metrics, and nobody by name', async () => {
  const worker = await house.startWorker();
  const left = house.addGroup('sales');
  const held = house.addGroup('billing', {
    members: [{ instanceId: 'billing', role: 'admin' }, { phoneId: customer }],
  });
  await (await house.exits.exit(house.request('sales', left))).receipt();
  const exit = await house.exits.exit(house.request('billing', held));
  await until(async () => (await exit.progress()).hold !== undefined);
  const metrics = async (): Promise<string> => (await fetch(`${house.workerUrl}/metrics`)).text();
  await until(async () => /^group_exit_holds [1-9]/m.test(await metrics()));
  const text = await metrics();

  expect(text).toMatch(/^group_exit_exits\{outcome="left"\} [1-9]/m);
  expect(text).toMatch(/^group_exit_unconfirmed_departures \d+$/m);
  expect(text).toMatch(/^temporal_workflow_completed/m);
  expect(text).not.toMatch(/@g\.us|@c\.us|@lid/);
  for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  await exit.decide({ action: 'abandon', decidedBy: 'tests' });
  await exit.receipt();
  expect(await worker.stop()).toBe(0);
});

it('logs no token, no phone number and no invite code, at its most talkative', async () => {
  const worker = await house.startWorker({ GROUP_EXIT_LOG_LEVEL: 'trace' });
  const groupId = house.addGroup('sales');
  house.sandbox.faults.add({ name: 'server-error', groupId, operation: 'invite-code', times: 1 });
  const { inviteCode } = house.sandbox.world.group(groupId);
  house.sandbox.faults.add({ name: 'unauthorized', instanceId: 'support', times: 1 });
  await fetch(`${house.workerUrl}/webhooks/waha/sales?access_token=${secrets.wahaKey}`, { method: 'POST', body: ana });
  await (await house.exits.exit(house.request('sales', groupId))).receipt();
  expect(await worker.stop()).toBe(0);
  const log = worker.log();

  expect(log).toContain('a webhook was not taken');
  const phones = [ana, customer, ...house.sandbox.world.numbers().map(({ phoneId }) => phoneId)];
  for (const secret of [...Object.values(secrets), inviteCode, ...phones.map((phone) => phone.split('@')[0] ?? '')]) {
    expect(log).not.toContain(secret);
  }
});
