import { expect, test } from 'vitest';
import { aClaim, anExit, aReceipt, group, openBooks } from './books.ts';
import { Clock } from './clock.ts';
import { onEachDatabase } from './databases.ts';

onEachDatabase((database) => {
  test('knows no receipt of a group without one', async () => {
    const books = await openBooks(database);
    expect(await books.latestReceipt(group)).toBeUndefined();
  });

  test('keeps the last receipt written for an exit', async () => {
    const books = await openBooks(database);
    await books.saveReceipt(aReceipt('exit-1', { outcome: 'held' }));
    await books.saveReceipt(aReceipt('exit-1', { outcome: 'left' }));
    expect(await books.latestReceipt(group)).toEqual(aReceipt('exit-1', { outcome: 'left' }));
    expect(await books.counts()).toMatchObject({ receiptsByOutcome: { left: 1 } });
  });

  test('finds the newest receipt of the group, in whatever order they were written', async () => {
    const books = await openBooks(database);
    const newest = aReceipt('exit-2', { finishedAt: '2026-05-01T00:00:00.000Z' });
    await books.saveReceipt(newest);
    await books.saveReceipt(aReceipt('exit-1'));
    await books.saveReceipt(aReceipt('other', { instanceId: 'support', finishedAt: '2026-06-01T00:00:00.000Z' }));
    expect(await books.latestReceipt(group)).toEqual(newest);
  });

  test('counts receipts by outcome and the rows that say Leaving', async () => {
    const books = await openBooks(database);
    expect(await books.counts()).toEqual({ receiptsByOutcome: {}, leaving: 0 });
    await books.saveReceipt(aReceipt('exit-1'));
    await books.saveReceipt(aReceipt('exit-2'));
    await books.saveReceipt(aReceipt('exit-3', { outcome: 'cancelled' }));
    await books.openExit(anExit('exit-4'));
    await books.claim(aClaim('exit-4', 'attempt-1'));
    expect(await books.counts()).toEqual({ receiptsByOutcome: { left: 2, cancelled: 1 }, leaving: 1 });
  });

  test('remembers the identities of each number, and does not forget them while they are unknown', async () => {
    const books = await openBooks(database);
    await books.saveIdentity('sales', ['1@c.us']);
    await books.saveIdentity('sales', ['1@c.us', '9@lid']);
    await books.saveIdentity('support', ['2@c.us']);
    await books.saveIdentity('support', []);
    expect(await books.identities()).toEqual(
      new Map([
        ['sales', ['1@c.us', '9@lid']],
        ['support', ['2@c.us']],
      ]),
    );
  });

  test('lets one exit at a time have the handover of a group, until it gives it back or its lease lapses', async () => {
    const clock = new Clock();
    const books = await openBooks(database, clock);
    expect(await books.takeHandover(group.groupId, 'exit-1', 1_000)).toBe(0);
    await clock.pass(400);
    expect(await books.takeHandover(group.groupId, 'exit-2', 1_000)).toBe(600);
    expect(await books.takeHandover('other@g.us', 'exit-2', 1_000)).toBe(0);

    await books.giveBackHandover(group.groupId, 'exit-2');
    expect(await books.takeHandover(group.groupId, 'exit-2', 1_000)).toBe(600);
    await books.giveBackHandover(group.groupId, 'exit-1');
    expect(await books.takeHandover(group.groupId, 'exit-2', 1_000)).toBe(0);
    await clock.pass(1_000);
    expect(await books.takeHandover(group.groupId, 'exit-3', 1_000)).toBe(0);
  });

  test('lets the exit that has the handover take it again for longer', async () => {
    const clock = new Clock();
    const books = await openBooks(database, clock);
    await books.takeHandover(group.groupId, 'exit-1', 1_000);
    await clock.pass(900);
    expect(await books.takeHandover(group.groupId, 'exit-1', 1_000)).toBe(0);
    expect(await books.takeHandover(group.groupId, 'exit-2', 1_000)).toBe(1_000);
  });
});
