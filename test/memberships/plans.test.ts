import { describe, expect, test } from 'vitest';
import type { NewItem, PlanRequest } from '../../activities/plans/plan.ts';
import { PlanNotReading, PlanTaken } from '../../activities/plans/plans.ts';
import { anExit, departure, group, openBooks } from './books.ts';
import { Clock } from './clock.ts';
import { onEachDatabase } from './databases.ts';

const request: PlanRequest = {
  selection: { instanceIds: ['sales', 'support'] },
  wishes: {
    reason: 'service ended',
    requestedBy: 'backend',
    successors: [],
    handover: 'when-only-admin',
    onNoSuccessor: 'hold',
    goodbye: { kind: 'default' },
  },
};

function items(count: number, more: Partial<NewItem> = {}): NewItem[] {
  const id = (index: number): string => `120363${String(index).padStart(12, '0')}@g.us`;
  return Array.from({ length: count }, (_, index) => ({
    groupId: id(index),
    verdict: 'leave',
    requests: 9,
    ...more,
  }));
}

onEachDatabase((database) => {
  test('knows no plan that nobody made', async () => {
    const books = await openBooks(database);
    expect(await books.plan('p1')).toBeUndefined();
    expect(await books.planRequest('p1')).toBeUndefined();
    expect(await books.planItems('p1', { limit: 10 })).toEqual([]);
  });

  describe('refuses', () => {
    test('a second plan of the same id, but takes the same one twice', async () => {
      const books = await openBooks(database);
      await books.createPlan('p1', request);
      await books.createPlan('p1', { acceptSmallerListing: undefined, ...request });
      const other = { ...request, wishes: { ...request.wishes, reason: 'another' } };
      await expect(books.createPlan('p1', other)).rejects.toThrow(PlanTaken);
      expect(await books.planRequest('p1')).toEqual(request);
    });

    test('items of a plan that is unknown, finished or stopped', async () => {
      const books = await openBooks(database);
      await expect(books.addItems('p1', 'sales', items(1))).rejects.toThrow(PlanNotReading);
      await books.createPlan('p1', request);
      await books.finishPlan('p1');
      await expect(books.addItems('p1', 'sales', items(1))).rejects.toThrow(PlanNotReading);
      await books.createPlan('p2', request);
      await books.stopPlan('p2', 'the listing is empty');
      await expect(books.addItems('p2', 'sales', items(1))).rejects.toThrow(PlanNotReading);
    });

    test('to finish what was stopped, and to stop what is finished', async () => {
      const books = await openBooks(database);
      await books.createPlan('p1', request);
      await books.stopPlan('p1', 'the listing is empty');
      await books.stopPlan('p1', 'another reason');
      expect(await books.plan('p1')).toMatchObject({ state: 'stopped', why: 'the listing is empty' });
      await expect(books.finishPlan('p1')).rejects.toThrow(PlanNotReading);
      await books.createPlan('p2', request);
      await books.finishPlan('p2');
      await expect(books.stopPlan('p2', 'late')).rejects.toThrow(PlanNotReading);
    });
  });

  test('puts new items in the place of those that an earlier attempt wrote, of the same number only', async () => {
    const books = await openBooks(database);
    await books.createPlan('p1', request);
    await books.addItems('p1', 'support', items(2));
    await books.addItems('p1', 'sales', items(5));
    await books.addItems('p1', 'sales', items(3));
    const found = await books.planItems('p1', { limit: 10 });
    expect(found.map(({ instanceId, position }) => `${instanceId} ${position}`)).toEqual([
      'sales 1',
      'sales 2',
      'sales 3',
      'support 1',
      'support 2',
    ]);
  });

  test('gives the items page by page, each once and in order', async () => {
    const books = await openBooks(database);
    await books.createPlan('p1', request);
    await books.addItems('p1', 'sales', items(2_500));
    await books.addItems('p1', 'support', items(30));
    const seen: string[] = [];
    let page = await books.planItems('p1', { limit: 700 });
    while (page.length > 0) {
      seen.push(...page.map(({ instanceId, groupId }) => `${instanceId} ${groupId}`));
      page = await books.planItems('p1', { after: page.at(-1), limit: 700 });
    }
    const all = items(2_500).map(({ groupId }) => `sales ${groupId}`);
    all.push(...items(30).map(({ groupId }) => `support ${groupId}`));
    expect(seen).toEqual(all);
  });

  test('keeps what is known of an item, and settles a skip from the beginning', async () => {
    const clock = new Clock();
    const books = await openBooks(database, clock);
    const item = { groupName: 'Vendas SP', clientId: 'acme', verdict: 'person', code: 'no-successor' } as const;
    await books.createPlan('p1', request);
    await books.addItems('p1', 'sales', [
      { ...item, groupId: group.groupId, detail: 'we are the only admin', requests: 14 },
      { groupId: '2@g.us', verdict: 'skip', code: 'keep', requests: 0 },
    ]);
    const [first, second] = await books.planItems('p1', { limit: 10 });
    expect(first).toEqual({
      ...group,
      ...item,
      position: 1,
      detail: 'we are the only admin',
      requests: 14,
      state: 'open',
    });
    expect(second).toMatchObject({ state: 'settled', outcome: 'skipped', outcomeCode: 'keep' });
    expect(second?.settledAtMs).toBe(clock.nowMs);
  });

  test('sums up: verdicts with their reasons, and what each number has to do', async () => {
    const books = await openBooks(database);
    await books.createPlan('p1', request);
    await books.addItems('p1', 'sales', [
      ...items(3),
      { groupId: '1@g.us', verdict: 'skip', code: 'keep', requests: 0 },
      { groupId: '2@g.us', verdict: 'person', code: 'no-successor', requests: 10 },
    ]);
    await books.addItems('p1', 'support', [
      ...items(2),
      { groupId: '1@g.us', verdict: 'skip', code: 'keep', requests: 0 },
    ]);
    const { hash } = await books.finishPlan('p1');
    expect(await books.plan('p1')).toEqual({
      planId: 'p1',
      state: 'ready',
      hash,
      groups: 8,
      requests: 55,
      counts: expect.arrayContaining([
        { verdict: 'leave', count: 5 },
        { verdict: 'person', code: 'no-successor', count: 1 },
        { verdict: 'skip', code: 'keep', count: 2 },
      ]),
      instances: [
        { instanceId: 'sales', groups: 5, exits: 4, requests: 37 },
        { instanceId: 'support', groups: 3, exits: 2, requests: 18 },
      ],
    });
  });

  describe('the hash', () => {
    const hashOf = async (of: NewItem[], wishes: Partial<PlanRequest['wishes']> = {}): Promise<string> => {
      const books = await openBooks(database);
      await books.createPlan('p1', { ...request, wishes: { ...request.wishes, ...wishes } });
      await books.addItems('p1', 'sales', of);
      const { hash } = await books.finishPlan('p1');
      expect(await books.finishPlan('p1')).toEqual({ hash });
      return hash;
    };

    test('is another one for another group, order, verdict or wish, and the same for the same', async () => {
      const [one, two] = items(2);
      if (one === undefined || two === undefined) throw new Error('there are two items');
      const hash = await hashOf([one, two]);
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      const others = [
        await hashOf([one]),
        await hashOf([two, one]),
        await hashOf([one, { ...two, verdict: 'person', code: 'no-successor' }]),
        await hashOf([one, two], { goodbye: { kind: 'none', reason: 'quiet' } }),
      ];
      expect(new Set([hash, ...others]).size).toBe(5);
      expect(await hashOf([one, two])).toBe(hash);
    });

    test('is of all items, beyond the first page', async () => {
      expect(await hashOf(items(2_001))).not.toBe(await hashOf(items(2_000)));
    });
  });

  describe('how many groups a listing should show', () => {
    test('is 0 while nobody knows anything, and then the rows that say we are in', async () => {
      const books = await openBooks(database);
      expect(await books.expectedGroups('sales')).toBe(0);
      await books.openExit(anExit('exit-1'));
      expect(await books.expectedGroups('sales')).toBe(1);
      await books.markWithdrawn({ ...group, exitId: 'exit-1' }, departure);
      expect(await books.expectedGroups('sales')).toBe(0);
    });

    test('is that of the last listing, without the departures since', async () => {
      const clock = new Clock();
      const books = await openBooks(database, clock);
      await books.openExit(anExit('exit-1'));
      await books.markWithdrawn({ ...group, exitId: 'exit-1' }, departure);
      await clock.pass(1_000);
      await books.noteListing('sales', 400);
      await books.noteListing('sales', 200);
      await books.noteListing('support', 9);
      await books.openExit({ ...anExit('exit-2'), groupId: '2@g.us' });
      expect(await books.expectedGroups('sales')).toBe(200);
      await clock.pass(1_000);
      await books.markWithdrawn({ ...group, groupId: '2@g.us', exitId: 'exit-2' }, departure);
      expect(await books.expectedGroups('sales')).toBe(199);
      expect(await books.expectedGroups('support')).toBe(9);
    });
  });

  test('knows the groups of a number, the numbers of a client, and whose a group is', async () => {
    const books = await openBooks(database);
    await books.openExit({ ...anExit('exit-1'), clientId: 'acme' });
    await books.openExit({ ...anExit('exit-2'), groupId: '2@g.us' });
    await books.openExit({ ...anExit('exit-3'), instanceId: 'support', groupId: '2@g.us', clientId: 'acme' });
    expect(await books.knownGroups('sales')).toEqual([
      { groupId: group.groupId, status: 'Active', clientId: 'acme', keep: false, successors: [] },
      { groupId: '2@g.us', status: 'Active', keep: false, successors: [] },
    ]);
    expect(await books.instancesOfClient('acme')).toEqual(['sales', 'support']);
    expect(await books.instancesOfClient('nobody')).toEqual([]);
    const asked = [
      { instanceId: 'support', groupId: group.groupId },
      { instanceId: 'support', groupId: '2@g.us' },
      { instanceId: 'support', groupId: 'new@g.us' },
    ];
    expect(await books.groupsOfOthers(asked)).toEqual([{ ...asked[0], others: ['sales'] }]);
  });
});
