import { expect, test } from 'vitest';
import type { WaitingHold } from '../../activities/plans/holds.ts';
import { aReceipt } from './books.ts';
import { onEachDatabase } from './databases.ts';
import { plannedBooks } from './planned-books.ts';
import { groupIdOf } from './seed-plan.ts';

function holdAt(position: number, exitId: string): WaitingHold {
  const group = { instanceId: 'sales', groupId: groupIdOf(position) };
  return { ...group, exitId, kind: 'no-successor', question: 'nobody to promote', sinceMs: 1_000 };
}

onEachDatabase((database) => {
  test('lists the holds of a plan page by page, and of no other plan', async () => {
    const { books, seed } = await plannedBooks({ items: [{}, {}] }, database);
    await seed({ planId: 'plan-2', items: [{ group_id: groupIdOf(7) }] });
    for (const planId of ['plan-1', 'plan-1', 'plan-2']) await books.takeItem(planId, 'sales');
    await books.noteHold(holdAt(0, 'exit-b'));
    await books.noteHold(holdAt(1, 'exit-a'));
    await books.noteHold(holdAt(7, 'exit-c'));
    expect(await books.holdsOfPlan('plan-1', undefined, 1)).toEqual([{ ...holdAt(1, 'exit-a'), groupName: 'Group 1' }]);
    expect(await books.holdsOfPlan('plan-1', 'exit-a', 10)).toEqual([{ ...holdAt(0, 'exit-b'), groupName: 'Group 0' }]);
    expect(await books.holdsOfPlan('plan-2', undefined, 10)).toHaveLength(1);
  });

  test('keeps one hold a group: the latest', async () => {
    const { books } = await plannedBooks({ items: [{}] }, database);
    await books.takeItem('plan-1', 'sales');
    await books.noteHold(holdAt(0, 'exit-terminated'));
    await books.noteHold(holdAt(0, 'exit-2'));
    await books.noteHold({ ...holdAt(0, 'exit-2'), kind: 'leave-failed' });
    const holds = await books.holdsOfPlan('plan-1', undefined, 10);
    expect(holds).toMatchObject([{ exitId: 'exit-2', kind: 'leave-failed' }]);
  });

  test('forgets a hold when it is decided, and when its exit has its receipt', async () => {
    const { books } = await plannedBooks({ items: [{}, {}] }, database);
    await books.takeItem('plan-1', 'sales');
    await books.takeItem('plan-1', 'sales');
    await books.noteHold(holdAt(0, 'exit-1'));
    await books.noteHold(holdAt(1, 'exit-2'));
    await books.dropHold(holdAt(0, 'exit-1'));
    expect(await books.holdsOfPlan('plan-1', undefined, 10)).toMatchObject([{ exitId: 'exit-2' }]);
    await books.saveReceipt(aReceipt('exit-2', { ...holdAt(1, 'exit-2'), outcome: 'held' }));
    expect(await books.holdsOfPlan('plan-1', undefined, 10)).toEqual([]);
  });
});
