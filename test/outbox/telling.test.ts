import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../activities/memberships/sqlite/database.ts';
import { sqliteTransactions } from '../../activities/memberships/sqlite/transactions.ts';
import { tellingTransactions } from '../../activities/memberships/outbox/telling.ts';
import type { Books } from '../../activities/memberships/books.ts';
import { aClaim, anExit, aReceipt, departure, group, openBooks, openBooksAt } from '../memberships/books.ts';
import { Clock } from '../memberships/clock.ts';
import { onEachDatabase, sqlite } from '../memberships/databases.ts';
import { wishes } from '../plans/requests.ts';

const ofExit = { ...group, exitId: 'exit-1' };

/** What the outbox holds, in order. */
async function told(books: Books) {
  const events = await books.takeDue(1_000, 1);
  return events.map(({ type, data }) => ({ type, ...data }));
}

const changed = (previousStatus: string | null, status: string): unknown =>
  expect.objectContaining({ type: 'membership.changed', ...group, previousStatus, status, exitId: 'exit-1' });

onEachDatabase((database) => {
  test('every change of a status is told once, in its order, however often it is written', async () => {
    const books = await openBooks(database, undefined, () => {});
    for (const _ of [1, 2]) await books.openExit(anExit('exit-1'));
    await books.claim(aClaim('exit-1', 'a'));
    await books.release(aClaim('exit-1', 'a'), 'a');
    await books.claim(aClaim('exit-1', 'b'));
    for (const _ of [1, 2]) await books.markWithdrawn(ofExit, departure);
    for (const _ of [1, 2]) await books.markActive(ofExit);
    expect(await told(books)).toEqual([
      changed(null, 'Active'),
      changed('Active', 'Leaving'),
      changed('Leaving', 'Active'),
      changed('Active', 'Leaving'),
      changed('Leaving', 'Inactive - Withdrawn'),
      changed('Inactive - Withdrawn', 'Active'),
    ]);
  });

  test('the end of an exit is told once, and again when its receipt says something else', async () => {
    const books = await openBooks(database, undefined, () => {});
    for (const _ of [1, 2]) await books.saveReceipt(aReceipt('exit-1', { outcome: 'held', code: 'no-successor' }));
    await books.saveReceipt(aReceipt('exit-1'));
    expect(await told(books)).toEqual([
      expect.objectContaining({ type: 'exit.finished', ...ofExit, outcome: 'held', code: 'no-successor' }),
      expect.objectContaining({ type: 'exit.finished', ...ofExit, outcome: 'left', code: null, clientId: null }),
    ]);
  });

  test('a hold and its end are told once each; a hold that its exit took along is told with the end of the exit', async () => {
    const books = await openBooks(database, undefined, () => {});
    const hold = {
      ...ofExit,
      kind: 'no-successor',
      question: 'nobody to promote',
      sinceMs: 1_767_225_600_000,
    } as const;
    for (const _ of [1, 2]) await books.noteHold(hold);
    for (const _ of [1, 2]) await books.dropHold(group);
    await books.noteHold({ ...hold, sinceMs: hold.sinceMs + 1 });
    await books.saveReceipt(aReceipt('exit-1', { outcome: 'abandoned' }));
    const { sinceMs: _, ...data } = hold;
    expect(await told(books)).toEqual([
      { type: 'exit.held', ...data },
      { type: 'exit.decided', ...ofExit, kind: 'no-successor' },
      { type: 'exit.held', ...data },
      expect.objectContaining({ type: 'exit.finished', outcome: 'abandoned' }),
    ]);
  });

  test('the end of a resignation is told with its outcomes, and again when it was taken up once more', async () => {
    const books = await openBooks(database, undefined, () => {});
    const request = {
      planId: 'p-1',
      approval: 'none',
      requestedBy: 'crm',
      urgency: 'request',
      asked: 'digest',
    } as const;
    await books.createPlan('p-1', { selection: { instanceIds: ['sales'] }, wishes });
    await books.addItems('p-1', 'sales', [{ groupId: group.groupId, verdict: 'skip', code: 'keep', requests: 0 }]);
    await books.openResignation('r-1', request);
    for (const state of ['running', 'finished', 'finished', 'running', 'finished'] as const)
      await books.enterState('r-1', state);
    const finished = {
      type: 'resignation.finished',
      resignationId: 'r-1',
      planId: 'p-1',
      state: 'finished',
      outcomes: { skipped: 1 },
    };
    expect(await told(books)).toEqual([finished, finished]);
  });

  test('what a number goes through is told once, by its `once`', async () => {
    const books = await openBooks(database, undefined, () => {});
    const paused = { instanceId: 'sales', reason: 'WhatsApp restricts it', code: '463', until: null };
    for (const _ of [1, 2]) await books.addNumberEvent({ type: 'number.paused', data: paused, once: 'sales/1' });
    await books.addNumberEvent({ type: 'number.resumed', data: { instanceId: 'sales' }, once: 'sales/1' });
    expect(await told(books)).toEqual([
      { type: 'number.paused', ...paused },
      { type: 'number.resumed', instanceId: 'sales' },
    ]);
  });

  test('what is imported, and invite codes, are told to nobody', async () => {
    const books = await openBooks(database, undefined, () => {});
    await books.importRows([{ ...group, clientId: 'acme' }]);
    await books.saveInviteCode(group, 'AbCdEfGhIjKlMnOpQrStUv');
    expect(await told(books)).toEqual([]);
  });

  test('nothing is written where nobody is told', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('exit-1'));
    await books.saveReceipt(aReceipt('exit-1'));
    expect(await books.outboxCounts()).toEqual({ pending: 0, oldestMs: 0, failed: 0 });
  });

  test('a change whose event cannot be written does not happen', async () => {
    const place = { ...(await database.newPlace()), eventsWritten: () => {} };
    const books = await openBooksAt(place);
    await books.openExit(anExit('exit-1'));
    const beside = database.connect(place);
    onTestFinished(() => beside.destroy());
    await sql`alter table outbox rename to elsewhere`.execute(beside);
    await expect(books.claim(aClaim('exit-1', 'a'))).rejects.toThrow(/outbox/);
    expect(await books.membership(group)).toMatchObject({ status: 'Active' });
    expect(await books.hasClaim(aClaim('exit-1', 'a'))).toBe(false);
  });

  test('counts what waits and since when, and forgets what arrived long ago, but nothing else', async () => {
    const clock = new Clock();
    const books = await openBooks(database, clock, () => {});
    await books.openExit(anExit('exit-1'));
    await clock.pass(60_000);
    await books.claim(aClaim('exit-1', 'a'));
    expect(await books.outboxCounts()).toEqual({ pending: 2, oldestMs: 60_000, failed: 0 });
    const [first] = await books.takeDue(1, 1_000);
    await books.markDelivered(first?.eventId ?? '');
    await clock.pass(5_000);
    const [second] = await books.takeDue(10, 1_000);
    if (second === undefined) throw new Error('nothing was due');
    await books.markTried(second, 'refused', { kind: 'never' });
    await clock.pass(1_000);
    expect(await books.forgetDelivered(10_000)).toBe(0);
    await clock.pass(10_000);
    expect(await books.forgetDelivered(10_000)).toBe(1);
    expect(await books.outboxCounts()).toEqual({ pending: 0, oldestMs: 0, failed: 1 });
  });

  test('an attempt that was overtaken does not put off the one that came after', async () => {
    const clock = new Clock();
    const books = await openBooks(database, clock, () => {});
    await books.openExit(anExit('exit-1'));
    const [slow] = await books.takeDue(1, 1_000);
    expect(await books.takeDue(1, 1_000)).toEqual([]);
    await clock.pass(2_000);
    const [next] = await books.takeDue(1, 1_000);
    if (slow === undefined || next === undefined) throw new Error('nothing was due');
    expect([slow.attempt, next.attempt, next.eventId]).toEqual([1, 2, slow.eventId]);
    await books.markTried(slow, 'refused', { kind: 'never' });
    expect((await books.outboxCounts()).failed).toBe(0);
    await books.markDelivered(slow.eventId);
    await books.markTried(next, 'refused', { kind: 'never' });
    expect(await books.outboxCounts()).toMatchObject({ pending: 0, failed: 0 });
  });
});

describe('a transaction', () => {
  test('that fails, or is run again, leaves no event of what did not happen', async () => {
    const place = await sqlite.newPlace();
    const books = await openBooksAt(place);
    const db = openSqlite('file' in place ? place.file : '', Date.now);
    onTestFinished(() => db.destroy());
    let rung = 0;
    const { write } = tellingTransactions(sqliteTransactions(db), () => void (rung += 1));
    const work = (fail: boolean) =>
      write(async (_, tell) => {
        await tell({ type: 'number.resumed', data: { instanceId: 'sales' } });
        if (fail) throw new Error('after all not');
      });
    await expect(work(true)).rejects.toThrow('after all not');
    expect([await told(books), rung]).toEqual([[], 0]);
    await work(false);
    expect([await told(books), rung]).toEqual([[{ type: 'number.resumed', instanceId: 'sales' }], 1]);
  });
});
