import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildHouse, until, type House } from '../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await buildHouse();
  await house.startWorker();
  // What the listings show: an empty one would prove nothing.
  for (const instanceId of ['sales', 'billing']) house.addGroup(instanceId);
});
afterAll(() => house.close());

const mistyped = '120363999999999999@g.us';

// Six readings within about a minute.
const LONGEST_MS = 180_000;

test(
  'where WEBJS breaks on an id that it does not know, a person is asked to check it',
  { timeout: LONGEST_MS },
  async () => {
    const exit = await house.exits.exit(house.request('sales', mistyped));
    await until(async () => (await exit.progress()).hold !== undefined);
    expect((await exit.progress()).hold).toMatchObject({
      kind: 'pre-flight-failed',
      question: expect.stringContaining('the gateway does not know this group: check the id'),
      choices: ['retry', 'abandon'],
    });
    await exit.decide({ action: 'abandon', decidedBy: 'ana' });
    expect((await exit.receipt()).outcome).toBe('abandoned');
  },
);

test('where Wawp says that there is no such group, the receipt says that the id may be mistyped', async () => {
  const exit = await house.exits.exit(house.request('billing', mistyped));
  const { outcome, summary } = await exit.receipt();
  expect({ outcome, summary }).toEqual({
    outcome: 'already-out',
    summary: expect.stringContaining('the id may be mistyped: check it'),
  });
});
