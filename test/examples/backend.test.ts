import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Receipt } from '../../client/index.ts';
import { ana, buildHouse, customer, secrets, type House } from '../support/house.ts';
import { freshTaskQueue } from '../support/temporal.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

let house: House;
beforeAll(async () => void (house = await buildHouse()));
afterAll(() => house.close());

interface Backend {
  url: string;
  process: ChildProcess;
}

/** Runs the example as its reader would. */
async function startBackend(cases: object, taskQueue: string): Promise<Backend> {
  const file = join(temporaryDirectory(), 'cases.json');
  writeFileSync(file, JSON.stringify(cases));
  const backend = spawn(process.execPath, ['test/examples/backend.ts', file], {
    env: {
      ...process.env,
      PORT: '0',
      TEMPORAL_ADDRESS: house.environment.address,
      GROUP_EXIT_TASK_QUEUE: taskQueue,
      WEBHOOK_SECRET: secrets.wahaWebhook,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void backend.kill('SIGKILL'));
  const [line] = (await once(createInterface(backend.stdout), 'line')) as [string];
  return { url: line.replace('listening on ', ''), process: backend };
}

async function ask(method: 'GET' | 'POST', url: string): Promise<{ status: number; body: { receipt?: Receipt } }> {
  const answer = await fetch(url, { method });
  return { status: answer.status, body: (await answer.json()) as { receipt?: Receipt } };
}

test('the example backend makes the bot leave a closed case, proves it by its own webhook and shows the receipt', async () => {
  const taskQueue = freshTaskQueue();
  await house.startWorker({ GROUP_EXIT_TASK_QUEUE: taskQueue });
  const groupId = house.addGroup('sales', { name: 'Case 42' });
  const backend = await startBackend(
    { 42: { instanceId: 'sales', groupId, groupName: 'Case 42', expert: ana } },
    taskQueue,
  );
  house.sandbox.world.setWebhook('sales', { url: `${backend.url}/webhooks/waha/sales` });

  expect((await ask('POST', `${backend.url}/cases/43/closed`)).status).toBe(404);
  expect((await ask('GET', `${backend.url}/cases/42/receipt`)).status).toBe(404);
  const twice = await Promise.all([1, 2].map(() => ask('POST', `${backend.url}/cases/42/closed`)));
  expect(twice.map(({ status }) => status)).toEqual([202, 202]);

  await expect
    .poll(() => ask('GET', `${backend.url}/cases/42/receipt`), { timeout: 60_000 })
    .toMatchObject({
      status: 200,
      body: { receipt: { outcome: 'left', requestedBy: 'case-service' } },
    });
  const { body } = await ask('GET', `${backend.url}/cases/42/receipt`);
  expect(body.receipt?.steps.find(({ step }) => step === 'confirmation')?.evidence?.kind).toBe('event');
  const said = house.sandbox.world.messages(groupId).filter(({ author }) => author !== customer);
  expect(said).toMatchObject([{ text: expect.stringContaining('Case 42 is closed') }]);

  backend.process.kill('SIGTERM');
  const [code] = (await once(backend.process, 'exit')) as [number | null];
  expect(code).toBe(0);
});
