import { expect, test } from 'vitest';
import type { Books } from '../../activities/memberships/books.ts';
import { aReceipt } from './books.ts';
import { onEachDatabase } from './databases.ts';
import { plannedBooks } from './planned-books.ts';
import { groupIdOf, wishes } from './seed-plan.ts';

const groupAt = (position: number) => ({ instanceId: 'sales', groupId: groupIdOf(position) });
const skipped = { verdict: 'skip', state: 'settled', outcome: 'skipped', settled_at_ms: Date.now() } as const;
const three = { items: [{}, {}, {}] };

async function itemAt(books: Books, position: number) {
  return (await books.reportRows('plan-1', undefined, 500)).find((row) => row.groupId === groupIdOf(position));
}

onEachDatabase((database) => {
  test('hands out the open items of one instance in order, each of them once', async () => {
    const { books } = await plannedBooks({ items: [{}, { instance_id: 'support' }, {}] }, database);
    expect(await books.takeItem('plan-1', 'sales')).toEqual({ ...groupAt(0), groupName: 'Group 0', clientId: null });
    expect(await books.takeItem('plan-1', 'sales')).toMatchObject(groupAt(2));
    expect(await books.takeItem('plan-1', 'sales')).toBeUndefined();
  });

  test('hands out no item twice when several ask at once', async () => {
    const { books } = await plannedBooks({ items: Array.from({ length: 20 }, () => ({})) }, database);
    const taken = await Promise.all(Array.from({ length: 20 }, () => books.takeItem('plan-1', 'sales')));
    expect(new Set(taken.map((item) => item?.groupId)).size).toBe(20);
  });

  test('settles the items of a group with the receipt of its exit, of whatever plan they are', async () => {
    const { books, seed } = await plannedBooks(three, database);
    await seed({ planId: 'plan-2', items: [{}] });
    await books.takeItem('plan-1', 'sales');
    await books.takeItem('plan-2', 'sales');
    await books.joinItem('plan-2', groupAt(0));
    await books.saveReceipt(aReceipt('exit-1', { ...groupAt(0), outcome: 'held', code: 'no-successor' }));
    expect(await itemAt(books, 0)).toMatchObject({ state: 'settled', outcome: 'held', outcomeCode: 'no-successor' });
    expect(await itemAt(books, 0)).toMatchObject({ receipt: { exitId: 'exit-1' } });
    expect(await itemAt(books, 1)).toMatchObject({ state: 'open' });
    const [other] = await books.reportRows('plan-2', undefined, 1);
    expect(other).toMatchObject({ state: 'settled', outcome: 'held', receipt: { exitId: 'exit-1' } });
  });

  test('corrects a settled item when the receipt of its exit is written again', async () => {
    const { books } = await plannedBooks(three, database);
    await books.takeItem('plan-1', 'sales');
    await books.saveReceipt(aReceipt('exit-1', { ...groupAt(0), outcome: 'failed', code: 'odd' }));
    await books.saveReceipt(aReceipt('exit-1', { ...groupAt(0), outcome: 'left' }));
    expect(await itemAt(books, 0)).toMatchObject({ outcome: 'left', outcomeCode: null });
  });

  test('leaves a settled item alone when an exit of long ago is told of', async () => {
    const { books } = await plannedBooks(three, database);
    await books.takeItem('plan-1', 'sales');
    await books.saveReceipt(aReceipt('exit-1', groupAt(0)));
    await books.settleItem('plan-1', { ...groupAt(0), outcome: 'failed', code: 'interrupted' });
    await books.saveReceipt(aReceipt('exit-2', { ...groupAt(0), outcome: 'abandoned' }));
    expect(await itemAt(books, 0)).toMatchObject({ outcome: 'left' });
  });

  test('settles a running item by hand where no receipt of its own will come', async () => {
    const { books } = await plannedBooks(three, database);
    await books.takeItem('plan-1', 'sales');
    await books.settleItem('plan-1', { ...groupAt(0), outcome: 'left', exitId: 'exit-0' });
    await books.settleItem('plan-1', { ...groupAt(1), outcome: 'left' });
    expect(await itemAt(books, 0)).toMatchObject({ state: 'settled', outcome: 'left' });
    expect(await itemAt(books, 1)).toMatchObject({ state: 'open' });
  });

  test('hands out again what never began', async () => {
    const { books } = await plannedBooks(three, database);
    await books.takeItem('plan-1', 'sales');
    await books.reopenItem('plan-1', groupAt(0));
    expect(await books.takeItem('plan-1', 'sales')).toMatchObject(groupAt(0));
  });

  test('skips an item that nobody has started, and says how any other one stands', async () => {
    const { books } = await plannedBooks(three, database);
    await books.takeItem('plan-1', 'sales');
    expect(await books.skipItem('plan-1', groupAt(0))).toBe('started');
    expect(await books.skipItem('plan-1', groupAt(1))).toBe('settled');
    expect(await books.skipItem('plan-1', groupAt(1))).toBe('settled');
    expect(await books.skipItem('plan-1', groupAt(9))).toBe('unknown');
    expect(await itemAt(books, 1)).toMatchObject({ outcome: 'skipped', outcomeCode: 'skip-requested' });
    expect(await books.takeItem('plan-1', 'sales')).toMatchObject(groupAt(2));
  });

  test('cancels what nobody has started, and only that', async () => {
    const { books } = await plannedBooks(three, database);
    await books.takeItem('plan-1', 'sales');
    expect(await books.cancelOpen('plan-1')).toBe(2);
    expect(await books.cancelOpen('plan-1')).toBe(0);
    expect(await itemAt(books, 0)).toMatchObject({ state: 'started' });
    expect(await itemAt(books, 2)).toMatchObject({ outcome: 'cancelled', outcomeCode: 'resignation-cancelled' });
  });

  test('opens what failed or was held until its deadline, and nothing else', async () => {
    const { books } = await plannedBooks({ items: [{}, {}, {}, {}] }, database);
    for (const outcome of ['failed', 'held', 'abandoned', 'left'] as const) {
      const item = await books.takeItem('plan-1', 'sales');
      if (item) await books.settleItem('plan-1', { ...item, outcome, exitId: `exit-${outcome}` });
    }
    expect(await books.reopenFailed('plan-1')).toBe(2);
    expect(await books.reopenFailed('plan-1')).toBe(0);
    expect(await itemAt(books, 0)).toMatchObject({ state: 'open', outcome: null, receipt: null });
    expect(await itemAt(books, 2)).toMatchObject({ state: 'settled', outcome: 'abandoned' });
  });

  test('lists the items under way, and whether they wait for a person', async () => {
    const { books } = await plannedBooks({ items: [{}, {}, {}, { instance_id: 'support' }] }, database);
    for (const instance of ['sales', 'sales', 'sales', 'support']) await books.takeItem('plan-1', instance);
    await books.joinItem('plan-1', groupAt(1));
    await books.noteHold({ ...groupAt(1), exitId: 'exit-1', kind: 'no-successor', question: 'who?', sinceMs: 1 });
    await books.saveReceipt(aReceipt('exit-2', groupAt(2)));
    expect(await books.unsettled('plan-1', 'sales', undefined)).toEqual([
      { ...groupAt(0), state: 'started', held: false },
      { ...groupAt(1), state: 'joined', held: true },
    ]);
    expect(await books.unsettled('plan-1', undefined, groupAt(0))).toMatchObject([
      groupAt(1),
      { instanceId: 'support', groupId: groupIdOf(3) },
    ]);
  });

  test('counts the items of each number by state and outcome', async () => {
    const { books } = await plannedBooks({ items: [{}, {}, {}, skipped, { instance_id: 'support' }] }, database);
    await books.takeItem('plan-1', 'sales');
    await books.takeItem('plan-1', 'sales');
    await books.noteHold({ ...groupAt(1), exitId: 'exit-1', kind: 'no-successor', question: 'who?', sinceMs: 1 });
    await books.settleItem('plan-1', { ...groupAt(0), outcome: 'left' });
    expect(await books.countItems('plan-1')).toEqual([
      {
        instanceId: 'sales',
        byState: { open: 1, started: 1, joined: 0, settled: 2 },
        byOutcome: { left: 1, skipped: 1 },
        holds: 1,
        lastHour: 1,
      },
      {
        instanceId: 'support',
        byState: { open: 1, started: 0, joined: 0, settled: 0 },
        byOutcome: {},
        holds: 0,
        lastHour: 0,
      },
    ]);
  });

  test('reads a report page by page, in the order of the plan', async () => {
    const { books } = await plannedBooks({ items: [{ instance_id: 'support' }, {}, {}] }, database);
    const first = await books.reportRows('plan-1', undefined, 2);
    expect(first.map((row) => [row.instanceId, row.position])).toEqual([
      ['sales', 1],
      ['sales', 2],
    ]);
    const next = await books.reportRows('plan-1', first[1], 2);
    expect(next.map((row) => row.instanceId)).toEqual(['support']);
  });

  test('knows whom the resignation names as successors while its exit runs', async () => {
    const { books } = await plannedBooks(three, database);
    expect(await books.successorsOf(groupAt(0))).toEqual([]);
    await books.takeItem('plan-1', 'sales');
    expect(await books.successorsOf(groupAt(0))).toEqual(wishes.successors);
  });

  test("takes a group's own successors before those of its resignation, as its plan did", async () => {
    const { books } = await plannedBooks(three, database);
    await books.takeItem('plan-1', 'sales');
    await books.importRows([{ ...groupAt(0), successors: ['4915102@c.us'] }]);
    expect(await books.successorsOf(groupAt(0))).toEqual(['4915102@c.us']);
  });
});
