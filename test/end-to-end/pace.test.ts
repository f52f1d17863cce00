import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { numberWorkflowId } from '../../client/index.ts';
import { buildHouse, until, type House } from '../support/house.ts';

// The pace passes in real time.
vi.setConfig({ testTimeout: 180_000 });

/** Seconds for minutes, around the clock. */
const pace = {
  gapSeconds: [1, 2],
  stepGapSeconds: [0.1, 0.3],
  goodbyeToLeaveSeconds: [1, 2],
  hours: { from: '00:00', to: '24:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
};

let house: House;
beforeAll(async () => void (house = await buildHouse({ pace })));
afterAll(() => house.close());

/** What reached the gateway of a group up to its departure. */
function callsUntilLeft(groupId: string) {
  const calls = house.sandbox.journal.entries({ kind: 'call', groupId });
  const left = calls.findIndex(({ effect }) => effect === 'left');
  return calls.slice(0, left + 1);
}

test('a number leaves its groups one after the other, also over the death of a worker', async () => {
  const doomed = await house.startWorker();
  const groups = Array.from({ length: 4 }, () => house.addGroup('sales'));
  const exits = await Promise.all(groups.map((groupId) => house.exits.exit(house.request('sales', groupId))));
  await until(() => house.sandbox.journal.count({ kind: 'call', effect: 'said' }) >= 2);
  await doomed.kill();
  const worker = await house.startWorker();
  const receipts = await Promise.all(exits.map((exit) => exit.receipt()));
  expect(receipts.map(({ outcome }) => outcome)).toEqual(groups.map(() => 'left'));

  const turns = groups.map(callsUntilLeft).toSorted(([one], [other]) => (one?.seq ?? 0) - (other?.seq ?? 0));
  for (const [index, turn] of turns.slice(1).entries()) {
    const gapMs = (turn[0]?.atMs ?? 0) - (turns[index]?.at(-1)?.atMs ?? Infinity);
    expect(gapMs).toBeGreaterThanOrEqual(1_000);
  }
  expect(groups.map((groupId) => house.sandbox.journal.count({ kind: 'call', groupId, effect: 'said' }))).toEqual([
    1, 1, 1, 1,
  ]);
  const number = house.exits.number('sales');
  expect(await number.status()).toMatchObject({ state: 'working', policy: 'gentle', usedToday: 4, waiting: 0 });
  await worker.stop();
});

test('WhatsApp restricts a number for some seconds: its exits wait, no other number does, and nobody is needed', async () => {
  const worker = await house.startWorker();
  const [restricted, waiting] = [house.addGroup('support'), house.addGroup('support')];
  house.sandbox.faults.add({
    name: 'restricted-463',
    groupId: restricted,
    operation: 'send-text',
    times: 1,
    delayMs: 8_000,
  });
  const exit = await house.exits.exit(house.request('support', restricted));
  const number = house.exits.number('support');
  await until(() => house.sandbox.journal.count({ fault: 'restricted-463' }) === 1);
  await until(async () => (await number.status()).restriction?.until !== undefined);
  expect(await number.status()).toMatchObject({ state: 'restricted', restriction: { code: 'account-restricted' } });
  const next = await house.exits.exit(house.request('support', waiting));
  await until(async () => (await next.progress()).waitingFor?.includes('the number has paused itself') ?? false);
  const elsewhere = await house.exits.exit(house.request('billing', house.addGroup('billing')));
  expect((await elsewhere.receipt()).outcome).toBe('left');

  for (const one of [exit, next]) expect(await one.receipt()).toMatchObject({ outcome: 'left', holds: [] });
  expect(house.sandbox.journal.count({ kind: 'call', groupId: restricted, effect: 'said' })).toBe(1);
  const history = await house.environment.client.workflow.getHandle(numberWorkflowId('support')).fetchHistory();
  expect(JSON.stringify(history)).not.toContain('4915550000002');
  await worker.stop();
});
