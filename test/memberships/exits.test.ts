import { expect, test } from 'vitest';
import { aClaim, anExit, aReceipt, departure, group, message, openBooks } from './books.ts';
import { Clock } from './clock.ts';
import { onEachDatabase } from './databases.ts';
import type { Evidence } from '../../activities/receipt.ts';

const reading: Evidence = { kind: 'reading', sources: ['group', 'list'], readAt: '2026-03-02T10:00:00.000Z' };

onEachDatabase((database) => {
  test('opens an exit of a group that the books do not know yet', async () => {
    const books = await openBooks(database);
    expect(await books.membership(group)).toBeUndefined();
    const opening = await books.openExit({ ...anExit('exit-1'), clientId: 'acme' });

    expect(opening).toEqual({ kind: 'open', exitId: 'exit-1', leaving: false });
    expect(await books.membership(group)).toEqual({
      ...group,
      status: 'Active',
      clientId: 'acme',
      reason: 'service ended',
      inviteCode: null,
      inviteCodeSavedAtMs: null,
      exitId: 'exit-1',
      leavingSinceMs: null,
      withdrawnAtMs: null,
      evidence: null,
      neverSeenIn: true,
    });
  });

  test('knows a group by a request to leave it alone, until a look has shown us in it', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('mistyped?'));
    await books.openExit(anExit('once more'));
    expect(await books.membership(group)).toMatchObject({ neverSeenIn: true });
    await books.noteSeenIn(group);
    await books.noteSeenIn(group);
    await books.openExit(anExit('and again'));
    expect(await books.membership(group)).toMatchObject({ neverSeenIn: false });
  });

  test('opens the same exit twice and it is still one', async () => {
    const books = await openBooks(database);
    const first = await books.openExit(anExit('exit-1'));
    expect(await books.openExit(anExit('exit-1'))).toEqual(first);
  });

  test('gives the row to a newer exit when the earlier one never came to its goodbye', async () => {
    const books = await openBooks(database);
    await books.openExit({ ...anExit('exit-1'), clientId: 'acme' });
    const opening = await books.openExit({ ...anExit('exit-2'), reason: 'audit' });

    expect(opening).toEqual({ kind: 'open', exitId: 'exit-2', leaving: false });
    expect(await books.membership(group)).toMatchObject({ exitId: 'exit-2', reason: 'audit', clientId: 'acme' });
  });

  test('goes on under the id of an exit that was terminated after its goodbye, so that it is not said again', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('terminated'));
    await books.claim(aClaim('terminated', 'attempt-1'));
    await books.settle(aClaim('terminated', ''), message);

    const adopted = { kind: 'open', exitId: 'terminated', leaving: true };
    expect(await books.openExit(anExit('exit-2'))).toEqual(adopted);
    expect(await books.openExit(anExit('exit-2'))).toEqual(adopted);
    expect(await books.claim(aClaim('terminated', 'attempt-2'))).toMatchObject({ kind: 'done', evidence: message });
  });

  test('goes on under the earlier id when the one that was leaving ended while nobody could say where it stood', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('exit-1'));
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await books.saveReceipt(aReceipt('exit-1', { outcome: 'abandoned' }));

    expect(await books.openExit(anExit('exit-2'))).toEqual({ kind: 'open', exitId: 'exit-1', leaving: true });
    expect(await books.membership(group)).toMatchObject({ status: 'Leaving', exitId: 'exit-1' });
  });

  test('begins a new exit when the one that was leaving ended with its row Active again', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('exit-1'));
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await books.markActive({ ...group, exitId: 'exit-1' });
    await books.saveReceipt(aReceipt('exit-1', { outcome: 'abandoned' }));

    expect(await books.openExit(anExit('exit-2'))).toEqual({ kind: 'open', exitId: 'exit-2', leaving: false });
  });

  test('answers with the old receipt while the row says withdrawn', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('exit-1'));
    await books.markWithdrawn({ ...group, exitId: 'exit-1' }, departure);
    await books.saveReceipt(aReceipt('exit-1'));

    expect(await books.openExit(anExit('exit-2'))).toEqual({ kind: 'withdrawn', receipt: aReceipt('exit-1') });
    expect(await books.membership(group)).toMatchObject({ exitId: 'exit-1' });
  });

  test('lets an exit that was reset after it had marked the row withdrawn go on under its own id', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('exit-1'));
    await books.markWithdrawn({ ...group, exitId: 'exit-1' }, departure);
    await books.saveReceipt(aReceipt('exit-1'));

    expect(await books.openExit(anExit('exit-1'))).toEqual({ kind: 'open', exitId: 'exit-1', leaving: true });
    expect(await books.membership(group)).toMatchObject({ status: 'Inactive - Withdrawn', evidence: departure });
  });

  test('goes on under the earlier id when the row was withdrawn and the receipt never written', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('terminated'));
    await books.markWithdrawn({ ...group, exitId: 'terminated' }, departure);

    expect(await books.openExit(anExit('exit-2'))).toEqual({ kind: 'open', exitId: 'terminated', leaving: true });
    expect(await books.membership(group)).toMatchObject({ status: 'Inactive - Withdrawn', evidence: departure });
  });

  test('opens an exit again after the number came back and the row says active', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('exit-1'));
    await books.markWithdrawn({ ...group, exitId: 'exit-1' }, departure);
    await books.saveReceipt(aReceipt('exit-1'));
    await books.markActive({ ...group, exitId: 'exit-1' });

    expect(await books.openExit(anExit('exit-2'))).toEqual({ kind: 'open', exitId: 'exit-2', leaving: false });
  });

  test('keeps the first proof and its time when it is marked withdrawn twice', async () => {
    const clock = new Clock();
    const books = await openBooks(database, clock);
    await books.openExit(anExit('exit-1'));
    const firstMs = clock.nowMs;
    await books.markWithdrawn({ ...group, exitId: 'exit-1' }, departure);
    await clock.pass(60_000);
    await books.markWithdrawn({ ...group, exitId: 'exit-1' }, reading);

    expect(await books.membership(group)).toMatchObject({ withdrawnAtMs: firstMs, evidence: departure });
  });

  test('ignores what an earlier exit writes late into a row that belongs to a newer one', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('earlier'));
    await books.openExit(anExit('newer'));
    await books.markWithdrawn({ ...group, exitId: 'earlier' }, departure);
    expect(await books.membership(group)).toMatchObject({ status: 'Active', exitId: 'newer', evidence: null });

    await books.claim(aClaim('newer', 'attempt-1'));
    await books.markActive({ ...group, exitId: 'earlier' });
    expect(await books.membership(group)).toMatchObject({ status: 'Leaving', exitId: 'newer' });
  });

  test('keeps the invite code with its time through everything that comes after', async () => {
    const clock = new Clock();
    const books = await openBooks(database, clock);
    await expect(books.saveInviteCode(group, 'CODE')).rejects.toThrow(/Open the exit first/);
    await books.openExit(anExit('exit-1'));
    await books.saveInviteCode(group, 'CODE');
    const savedAtMs = clock.nowMs;
    await clock.pass(5_000);
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await books.markWithdrawn({ ...group, exitId: 'exit-1' }, departure);

    expect(await books.membership(group)).toMatchObject({ inviteCode: 'CODE', inviteCodeSavedAtMs: savedAtMs });
  });
});
