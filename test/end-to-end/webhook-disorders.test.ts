import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Receipt } from '../../activities/receipt.ts';
import type { NewFault } from '../../worker/embedded/sandbox/faults/new-fault.ts';
import { ana, buildHouse, customer, until, type House } from '../support/house.ts';

// The webhook has the word alone for half a minute of real time before membership is read.
vi.setConfig({ testTimeout: 180_000 });

let house: House;
beforeAll(async () => {
  house = await buildHouse();
  await house.startWorker();
});
afterAll(() => house.close());

const bothGateways = ['sales', 'billing'];

async function leave(instanceId: string, groupId: string): Promise<Receipt> {
  return (await house.exits.exit(house.request(instanceId, groupId))).receipt();
}

async function leaveDespite(
  instanceId: string,
  fault: NewFault,
  more = {},
): Promise<{ receipt: Receipt; groupId: string }> {
  const groupId = house.addGroup(instanceId, more);
  house.sandbox.faults.add({ ...fault, groupId });
  return { receipt: await leave(instanceId, groupId), groupId };
}

function proofOf(receipt: Receipt): string {
  const confirmation = receipt.steps.find(({ step }) => step === 'confirmation');
  return `${receipt.outcome} by ${confirmation?.code}`;
}

function answers(groupId: string): unknown[] {
  return house.sandbox.journal.entries({ kind: 'webhook', groupId }).map(({ status }) => status);
}

test.concurrent.each(bothGateways)(
  '%s: every step is done, over real HTTP, into a real database, and the webhook proves it',
  async (instanceId) => {
    const groupId = house.addGroup(instanceId, { description: 'House rules: be kind.' });
    const receipt = await leave(instanceId, groupId);
    expect(proofOf(receipt)).toBe('left by webhook');
    expect(receipt.steps.filter(({ outcome }) => outcome !== 'done').map(({ step }) => step)).toEqual([
      'trigger',
      'turn',
      'caches',
    ]);
    const group = house.sandbox.world.group(groupId);
    expect(group.description).toBe('House rules: be kind.\n\nResources: example.org/case');
    expect(group.members.map(({ role }) => role)).toEqual(['admin', 'participant']);
  },
);

test.concurrent.each(bothGateways)('%s: a lost webhook is replaced by two readings', async (instanceId) => {
  house.addGroup(instanceId); // an account with no group left has no listing that could prove anything
  const { receipt } = await leaveDespite(instanceId, { name: 'webhook-lost' });
  expect(proofOf(receipt)).toBe('left by reading');
});

test.concurrent.each(bothGateways)(
  '%s: a webhook that comes twice counts once and is accepted twice',
  async (instanceId) => {
    const { receipt, groupId } = await leaveDespite(instanceId, { name: 'webhook-doubled' });
    expect(proofOf(receipt)).toBe('left by webhook');
    await until(() => answers(groupId).length >= 2 && !answers(groupId).includes(null));
    for (const status of answers(groupId)) expect([200, 202, 204]).toContain(status);
  },
);

test.concurrent.each(bothGateways)(
  '%s: a webhook that overtakes the answer to the leave proves it',
  async (instanceId) => {
    const { receipt } = await leaveDespite(instanceId, {
      name: 'slow',
      operation: 'leave',
      delayMs: 2_000,
      effectAt: 'arrival',
    });
    expect(proofOf(receipt)).toBe('left by webhook');
  },
);

test.concurrent.each(bothGateways)(
  '%s: a forged webhook is refused, and the departure is proven by reading',
  async (instanceId) => {
    house.addGroup(instanceId);
    const { receipt, groupId } = await leaveDespite(instanceId, { name: 'webhook-forged' });
    expect(proofOf(receipt)).toBe('left by reading');
    expect(answers(groupId)).toContain(401);
  },
);

test.concurrent.each(bothGateways)(
  '%s: an unsigned webhook is refused where the instance has a secret',
  async (instanceId) => {
    house.addGroup(instanceId);
    const { receipt, groupId } = await leaveDespite(instanceId, { name: 'webhook-unsigned' });
    expect(proofOf(receipt)).toBe('left by reading');
    expect(answers(groupId)).toContain(401);
  },
);

test.concurrent.each(bothGateways)('%s: a webhook that names us by LID only proves it', async (instanceId) => {
  const members = [{ instanceId }, { phoneId: ana, role: 'admin' as const }];
  const { receipt } = await leaveDespite(
    instanceId,
    { name: 'webhook-wrong-identity' },
    { addressing: 'lid', members },
  );
  expect(proofOf(receipt)).toBe('left by webhook');
});

test.concurrent.each(bothGateways)('%s: somebody else leaving proves nothing about us', async (instanceId) => {
  const groupId = house.addGroup(instanceId);
  house.sandbox.faults.add({ name: 'ok-without-effect', operation: 'leave', groupId });
  const handle = await house.exits.exit(house.request(instanceId, groupId));
  await until(() => house.sandbox.journal.count({ groupId, operation: 'leave' }) > 0);
  house.sandbox.world.act(groupId, { act: 'leave', by: customer });
  await until(() => answers(groupId).length > 0 && !answers(groupId).includes(null));
  expect((await handle.progress()).receipt).toBeUndefined();
});

test.concurrent.each([
  ['sales', { group: true }],
  ['billing', { participants: true }],
] as const)('%s: a late webhook of an earlier exit only causes a reading', async (instanceId, shape) => {
  house.addGroup(instanceId);
  const groupId = house.addGroup(instanceId);
  house.sandbox.faults.add({ name: 'webhook-lost', groupId });
  const handle = await house.exits.exit(house.request(instanceId, groupId));
  await until(async () => (await handle.progress()).step === 'confirmation');
  const { phoneId } = house.sandbox.world.number(instanceId);
  const payload = 'group' in shape ? { group: { id: groupId } } : { chatId: groupId, participants: { 0: phoneId } };
  const occurredAtMs = Date.now() - 3_600_000;
  house.sandbox.sendEvent({ instanceId, event: 'group.v2.leave', groupId, payload, occurredAtMs });
  expect(proofOf(await handle.receipt())).toBe('left by reading');
});

test('asked again, an exit that was done answers with the receipt of the first time', async () => {
  const groupId = house.addGroup('sales');
  const first = await leave('sales', groupId);
  expect(await leave('sales', groupId)).toEqual(first);
  expect(house.sandbox.journal.count({ kind: 'call', groupId, effect: 'said' })).toBe(1);
});
