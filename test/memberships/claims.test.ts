import { expect, test } from 'vitest';
import { aClaim, anExit, group, message, openBooks } from './books.ts';
import { Clock } from './clock.ts';
import { onEachDatabase, type Database } from './databases.ts';
import type { Memberships } from '../../activities/memberships/memberships.ts';

const LEASE_MS = 10_000;
const SETTLE_MS = 60_000;

async function booksWithExit(database: Database): Promise<{ books: Memberships; clock: Clock }> {
  const clock = new Clock();
  const books = await openBooks(database, clock);
  await books.openExit(anExit('exit-1'));
  return { books, clock };
}

onEachDatabase((database) => {
  test('refuses the claim of an attempt whose exit was replaced by a newer one', async () => {
    const { books } = await booksWithExit(database);
    await books.openExit(anExit('exit-2'));
    await expect(books.claim(aClaim('exit-1', 'late'))).rejects.toMatchObject({ name: 'SupersededExit' });
    expect(await books.membership(group)).toMatchObject({ status: 'Active', exitId: 'exit-2' });
    expect(await books.claim(aClaim('exit-2', 'first'))).toMatchObject({ kind: 'ours', fresh: true });
  });

  test('refuses a claim before any exit was opened', async () => {
    const books = await openBooks(database);
    await expect(books.claim(aClaim('exit-1', 'attempt-1'))).rejects.toMatchObject({ name: 'SupersededExit' });
  });

  test('gives the first attempt a fresh claim, and the row says Leaving from then on', async () => {
    const { books, clock } = await booksWithExit(database);
    const claim = await books.claim(aClaim('exit-1', 'attempt-1', { messageId: '3EB0AA' }));

    expect(claim).toEqual({ kind: 'ours', fresh: true, messageId: '3EB0AA', claimedAtMs: clock.nowMs, doubts: 0 });
    expect(await books.membership(group)).toMatchObject({ status: 'Leaving', leavingSinceMs: clock.nowMs });
  });

  test('makes a second attempt wait for the end of the lease and of the settling time', async () => {
    const { books, clock } = await booksWithExit(database);
    await books.claim(aClaim('exit-1', 'attempt-1'));
    expect(await books.claim(aClaim('exit-1', 'attempt-2'))).toEqual({ kind: 'held', waitMs: LEASE_MS + SETTLE_MS });

    await clock.pass(LEASE_MS + SETTLE_MS - 1);
    expect(await books.claim(aClaim('exit-1', 'attempt-2'))).toEqual({ kind: 'held', waitMs: 1 });
  });

  test('lets a second attempt take over when both are over, with the first message id and without being fresh', async () => {
    const { books, clock } = await booksWithExit(database);
    const firstMs = clock.nowMs;
    await books.claim(aClaim('exit-1', 'attempt-1', { messageId: 'first-id' }));
    await clock.pass(LEASE_MS + SETTLE_MS);

    const second = aClaim('exit-1', 'attempt-2', { messageId: 'second-id' });
    expect(await books.claim(second)).toEqual({
      kind: 'ours',
      fresh: false,
      messageId: 'first-id',
      claimedAtMs: firstMs,
      doubts: 0,
    });
    expect(await books.claim(aClaim('exit-1', 'attempt-1'))).toMatchObject({ kind: 'held' });
  });

  test('lets the same attempt claim again while its claim lives, without being fresh: it may have acted', async () => {
    const { books, clock } = await booksWithExit(database);
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await clock.pass(LEASE_MS - 1);
    expect(await books.claim(aClaim('exit-1', 'attempt-1'))).toMatchObject({ kind: 'ours', fresh: false });
    expect(await books.claim(aClaim('exit-1', 'attempt-2'))).toEqual({ kind: 'held', waitMs: LEASE_MS + SETTLE_MS });
  });

  test('makes a stopped holder wait like everybody else once its lease has lapsed', async () => {
    const { books, clock } = await booksWithExit(database);
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await clock.pass(LEASE_MS);
    expect(await books.renew(aClaim('exit-1', ''), 'attempt-1', LEASE_MS)).toBe(false);
    expect(await books.claim(aClaim('exit-1', 'attempt-1'))).toEqual({ kind: 'held', waitMs: SETTLE_MS });
  });

  test('does not renew for an attempt that was overtaken, nor what is done, nor what was never claimed', async () => {
    const { books, clock } = await booksWithExit(database);
    expect(await books.renew(aClaim('exit-1', ''), 'attempt-1', LEASE_MS)).toBe(false);
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await clock.pass(LEASE_MS + SETTLE_MS);
    await books.claim(aClaim('exit-1', 'attempt-2'));
    expect(await books.renew(aClaim('exit-1', ''), 'attempt-1', LEASE_MS)).toBe(false);
    await books.settle(aClaim('exit-1', ''), message);
    expect(await books.renew(aClaim('exit-1', ''), 'attempt-2', LEASE_MS)).toBe(false);
  });

  test('holds the others off for longer when the holder renews', async () => {
    const { books, clock } = await booksWithExit(database);
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await clock.pass(LEASE_MS - 1);
    expect(await books.renew(aClaim('exit-1', ''), 'attempt-1', LEASE_MS)).toBe(true);
    expect(await books.claim(aClaim('exit-1', 'attempt-2'))).toEqual({ kind: 'held', waitMs: LEASE_MS + SETTLE_MS });
  });

  test('answers every later attempt that it is done, with the first evidence', async () => {
    const { books, clock } = await booksWithExit(database);
    const claimedAtMs = clock.nowMs;
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await books.settle(aClaim('exit-1', ''), message);
    await books.settle(aClaim('exit-1', ''), { kind: 'message', messageId: 'other', found: 'looked-up' });
    await clock.pass(1);

    const done = { kind: 'done', evidence: message, claimedAtMs };
    expect(await books.claim(aClaim('exit-1', 'attempt-1'))).toEqual(done);
    expect(await books.claim(aClaim('exit-1', 'attempt-2'))).toEqual(done);
  });

  test('remembers an effect that somebody found although its claim was given back', async () => {
    const { books } = await booksWithExit(database);
    await books.settle(aClaim('exit-1', ''), message);
    expect(await books.claim(aClaim('exit-1', 'attempt-1'))).toMatchObject({ kind: 'done', evidence: message });
  });

  test('forgets a fresh claim that is released, and the row goes back to Active', async () => {
    const { books } = await booksWithExit(database);
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await books.release(aClaim('exit-1', ''), 'attempt-1');

    expect(await books.membership(group)).toMatchObject({ status: 'Active', leavingSinceMs: null });
    expect(await books.claim(aClaim('exit-1', 'attempt-2'))).toMatchObject({ kind: 'ours', fresh: true });
  });

  test('keeps the row Leaving when the leave is released but the goodbye was said', async () => {
    const { books } = await booksWithExit(database);
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await books.settle(aClaim('exit-1', ''), message);
    await books.claim(aClaim('exit-1', 'attempt-1', { effect: 'leave' }));
    await books.release(aClaim('exit-1', '', { effect: 'leave' }), 'attempt-1');

    expect(await books.membership(group)).toMatchObject({ status: 'Leaving' });
  });

  test('keeps the doubt about an earlier holder when a later one releases, but makes nobody wait', async () => {
    const { books, clock } = await booksWithExit(database);
    await books.claim(aClaim('exit-1', 'attempt-1', { messageId: 'first-id' }));
    await clock.pass(LEASE_MS + SETTLE_MS);
    await books.claim(aClaim('exit-1', 'attempt-2'));
    await books.release(aClaim('exit-1', ''), 'attempt-2');

    expect(await books.membership(group)).toMatchObject({ status: 'Leaving' });
    const third = await books.claim(aClaim('exit-1', 'attempt-3'));
    expect(third).toMatchObject({ kind: 'ours', fresh: false, messageId: 'first-id' });
  });

  test('releases nothing for an attempt that does not hold the claim, nor what is done', async () => {
    const { books } = await booksWithExit(database);
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await books.release(aClaim('exit-1', ''), 'somebody else');
    expect(await books.claim(aClaim('exit-1', 'attempt-2'))).toMatchObject({ kind: 'held' });
    await books.settle(aClaim('exit-1', ''), message);
    await books.release(aClaim('exit-1', ''), 'attempt-1');
    expect(await books.claim(aClaim('exit-1', 'attempt-2'))).toMatchObject({ kind: 'done' });
  });

  test('keeps the claims of one exit from those of the next', async () => {
    const { books } = await booksWithExit(database);
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await books.settle(aClaim('exit-1', ''), message);
    await books.markActive({ ...group, exitId: 'exit-1' });
    await books.openExit(anExit('exit-2'));
    expect(await books.claim(aClaim('exit-2', 'attempt-1'))).toMatchObject({ kind: 'ours', fresh: true });
  });
});
