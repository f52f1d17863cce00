import { expect, test } from 'vitest';
import { onEachDatabase } from './databases.ts';
import { plannedBooks, request } from './planned-books.ts';
import { wishes } from './seed-plan.ts';

const items = [{ instance_id: 'support' }, { instance_id: 'sales' }];

onEachDatabase((database) => {
  test('refuses an id that stands for something else already', async () => {
    const { books } = await plannedBooks({ items }, database);
    await books.openResignation('r-1', request);
    expect(await books.openResignation('r-1', { ...request, asked: 'digest-2' })).toEqual({ kind: 'id-taken' });
  });

  test('refuses a plan that another resignation carries out, and names it', async () => {
    const { books } = await plannedBooks({ items }, database);
    await books.openResignation('r-1', request);
    expect(await books.openResignation('r-2', request)).toEqual({ kind: 'plan-taken', by: 'r-1' });
  });

  test('finds the same resignation when it is opened again', async () => {
    const { books } = await plannedBooks({ items }, database);
    const first = await books.openResignation('r-1', request);
    await books.enterState('r-1', 'running');
    const again = await books.openResignation('r-1', request);
    expect(first).toMatchObject({
      kind: 'opened',
      resignation: { state: 'planning', planId: 'plan-1', approvedBy: null },
    });
    expect(again).toMatchObject({ kind: 'opened', resignation: { state: 'running' } });
  });

  test('keeps who paused it and why only while it is paused', async () => {
    const { books } = await plannedBooks({ items }, database);
    await books.openResignation('r-1', request);
    await books.enterState('r-1', 'pausing', { by: 'ana', reason: 'complaints' });
    expect(await books.resignation('r-1')).toMatchObject({
      state: 'pausing',
      pausedBy: 'ana',
      pauseReason: 'complaints',
    });
    await books.enterState('r-1', 'running');
    expect(await books.resignation('r-1')).toMatchObject({ state: 'running', pausedBy: null, pauseReason: null });
  });

  test('keeps the first time of its end, and forgets it when it goes on', async () => {
    const { books } = await plannedBooks({ items }, database);
    await books.openResignation('r-1', request);
    await books.enterState('r-1', 'finished');
    const first = await books.resignation('r-1');
    await books.enterState('r-1', 'finished');
    expect(await books.resignation('r-1')).toEqual(first);
    expect(first?.finishedAtMs).toBeGreaterThan(0);
    await books.enterState('r-1', 'running');
    expect((await books.resignation('r-1'))?.finishedAtMs).toBeNull();
  });

  test("tells of a plan what its exits have in common, and nobody's phone number", async () => {
    const { books } = await plannedBooks({ items }, database);
    const { successors: _ofPeople, ...same } = wishes;
    expect(await books.planBrief('plan-1')).toEqual({
      state: 'ready',
      hash: 'hash-1',
      why: null,
      wishes: same,
      instanceIds: ['sales', 'support'],
    });
    expect(await books.planBrief('no-plan')).toBeUndefined();
  });

  test('takes no approval of a plan that is not there yet, or of another one', async () => {
    const { books } = await plannedBooks({ state: 'reading', hash: null, items }, database);
    expect(await books.approve('r-1', 'hash-1', 'ana')).toEqual({ kind: 'not-ready' });
    await books.openResignation('r-1', request);
    expect(await books.approve('r-1', 'hash-1', 'ana')).toEqual({ kind: 'not-ready' });
    const ready = await plannedBooks({ items }, database);
    await ready.books.openResignation('r-1', request);
    expect(await ready.books.approve('r-1', 'another', 'ana')).toEqual({ kind: 'foreign-hash' });
    expect((await ready.books.resignation('r-1'))?.approvedBy).toBeNull();
  });

  test('is approved once: the same person may say so again, another one hears who did', async () => {
    const { books } = await plannedBooks({ items }, database);
    await books.openResignation('r-1', request);
    expect(await books.approve('r-1', 'hash-1', 'ana')).toEqual({ kind: 'approved' });
    const { approvedAtMs } = (await books.resignation('r-1')) ?? {};
    expect(await books.approve('r-1', 'hash-1', 'ana')).toEqual({ kind: 'approved' });
    expect(await books.approve('r-1', 'hash-1', 'bob')).toEqual({
      kind: 'already-approved',
      approvedBy: 'ana',
      approvedAtMs,
    });
  });
});
