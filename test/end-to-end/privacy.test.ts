import { afterAll, beforeAll, expect, test } from 'vitest';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { exitStage } from '../../workflows/search-attributes.ts';
import { ana, buildHouse, customer, secrets, until, type House, type WorkerProcess } from '../support/house.ts';

let house: House;
let worker: WorkerProcess;
beforeAll(async () => {
  house = await buildHouse();
  worker = await house.startWorker({ GROUP_EXIT_LOG_LEVEL: 'trace' });
});
afterAll(() => house.close());

const faults = [
  'unauthorized',
  'invalid-session',
  'session-down',
  'server-error',
  'html-answer',
  'error-under-ok',
] as const;

/** Exits that meet every kind of failure whose answer could echo a secret. */
async function runExits(): Promise<string[]> {
  const ids: string[] = [];
  for (const instanceId of ['sales', 'billing']) {
    for (const name of faults) {
      const groupId = house.addGroup(instanceId);
      house.sandbox.faults.add({ name, groupId, times: 2 });
      const handle = await house.exits.exit(house.request(instanceId, groupId));
      ids.push(handle.workflowId);
      void handle.receipt().catch(() => 'those that are held end with the house');
    }
  }
  await until(async () => (await Promise.all(ids.map(isOverOrHeld))).every(Boolean));
  return ids;
}

async function isOverOrHeld(workflowId: string): Promise<boolean> {
  const { status, typedSearchAttributes } = await house.environment.client.workflow.getHandle(workflowId).describe();
  return status.name !== 'RUNNING' || typedSearchAttributes.get(exitStage) === 'hold';
}

/** A history as people read it in the UI: its JSON, and its payloads decoded. */
function readable(history: unknown): string {
  const json = JSON.stringify(history);
  const payloads = [...json.matchAll(/"data":"([^"]+)"/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  );
  return [json, ...payloads].join('\n');
}

/** Inputs may name the staff's numbers; nothing else may. */
function withoutInputs(history: ReturnType<typeof historyToJSON>): unknown {
  return JSON.parse(JSON.stringify(history), (key, value: unknown) => (key === 'input' ? undefined : value));
}

function expectNone(hidden: string[], where: string, text: string): void {
  const found = hidden.filter((secret) => text.includes(secret));
  expect({ where, isEmpty: text.length < 100, found }).toEqual({ where, isEmpty: false, found: [] });
}

test('histories, logs and metrics hold no token, no invite code and no phone number', async () => {
  const ids = await runExits();
  const handles = ids.map((id) => house.environment.client.workflow.getHandle(id));
  const histories = await Promise.all(handles.map(async (handle) => historyToJSON(await handle.fetchHistory())));
  const metrics = await (await fetch(`${house.workerUrl}/metrics`)).text();
  const codes = house.sandbox.world.groups().map(({ inviteCode }) => inviteCode);
  const own = ['sales', 'support', 'billing'].map((id) => house.sandbox.world.number(id).phoneId);
  const [staff, ...others] = [ana, customer, ...own].map((phone) => phone.replace('@c.us', ''));
  const never = [...Object.values(secrets), ...codes, ...others];
  expectNone(never, 'histories', histories.map(readable).join('\n'));
  expectNone(
    [...never, staff ?? ''],
    'histories without inputs',
    histories.map(withoutInputs).map(readable).join('\n'),
  );
  expectNone([...never, staff ?? ''], 'logs', worker.log());
  expectNone([...never, staff ?? ''], 'metrics', metrics);
});

test('receipts name nobody', async () => {
  const groupId = house.addGroup('sales');
  const receipt = await (await house.exits.exit(house.request('sales', groupId))).receipt();
  expect(JSON.stringify(receipt)).not.toMatch(/\d{8,}@(c\.us|lid|s\.whatsapp\.net)/);
});
