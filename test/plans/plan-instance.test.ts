import { MockActivityEnvironment } from '@temporalio/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import type { Group, GroupReading, Participant, WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import type { PlanItem, PlanRequest } from '../../activities/plans/plan.ts';
import type { PlannedInstance } from '../../activities/plans/plan-instance.ts';
import { successorsOf } from '../../activities/plans/selection.ts';
import type { Ports } from '../../activities/ports.ts';
import { aGroup, anInstance, person, portsOf } from '../activities/scripted-gateway.ts';
import { idOf, ofSales, wishes } from './requests.ts';

const ana = '4915101@c.us';
const us = () => person('4915100@c.us', 'superadmin');

function ordinary(index: number, more: Partial<Group> = {}): Group {
  return aGroup({ id: idOf(index), participants: [us(), person(ana)], ...more });
}

const many = (count: number): Group[] => Array.from({ length: count }, (_, index) => ordinary(index));

/** Lists as gateways do: a slice of what there is. */
function listingOf(groups: Group[]): WhatsAppGateway['listGroups'] {
  return async ({ limit, offset }) => {
    const page = groups.slice(offset, offset + limit);
    return { groups: page, more: page.length === limit, answersGroups: false };
  };
}

interface Told {
  result: PlannedInstance;
  items: PlanItem[];
  ports: Ports;
}

async function plan(
  answers: Partial<WhatsAppGateway>,
  request: PlanRequest = ofSales,
  prepare: (ports: Ports) => Promise<void> = async () => {},
): Promise<Told> {
  const ports = await portsOf(anInstance({ group: noReading, ...answers }));
  await prepare(ports);
  await ports.plans.createPlan('p1', request);
  const environment = new MockActivityEnvironment();
  const input = { planId: 'p1', instanceId: 'sales' };
  const result = (await environment.run(createActivities(ports).planInstance, input)) as PlannedInstance;
  return { result, items: await ports.plans.planItems('p1', { limit: 1_000 }), ports };
}

const noReading = async (): Promise<GroupReading> => {
  throw new Error('no group is asked by itself');
};

const verdicts = (items: PlanItem[]): string[] =>
  items.map(({ groupId, verdict, code }) => [groupId, verdict, code].filter(Boolean).join(' '));

describe('a listing that is not to be believed stops the plan', () => {
  test('when it is empty', async () => {
    const { result, items, ports } = await plan({ listGroups: listingOf([]) });
    expect(result).toEqual({ kind: 'stopped', why: expect.stringContaining('lists no group at all') });
    expect(items).toEqual([]);
    expect(await ports.plans.expectedGroups('sales')).toBe(0);
  });

  test('when it has less than half of what the last one had, and keeps on expecting that', async () => {
    const { result, ports } = await plan({ listGroups: listingOf(many(49)) }, ofSales, ({ plans }) =>
      plans.noteListing('sales', 100),
    );
    expect(result).toMatchObject({ kind: 'stopped', why: expect.stringContaining('49 groups where about 100') });
    expect(await ports.plans.expectedGroups('sales')).toBe(100);
  });

  test('when a page in the middle is empty', async () => {
    const listGroups: WhatsAppGateway['listGroups'] = async ({ limit, offset }) =>
      offset === 200 ? { groups: [], more: false, answersGroups: false } : listingOf(many(1_000))({ limit, offset });
    const { result, items } = await plan({ listGroups }, ofSales, ({ plans }) => plans.noteListing('sales', 1_000));
    expect(result).toMatchObject({ kind: 'stopped' });
    expect(items).toEqual([]);
  });

  test('but not when a person accepts it, half is still there, or few were known', async () => {
    const listGroups = listingOf(many(4));
    const noted =
      (groups: number) =>
      ({ plans }: Ports): Promise<void> =>
        plans.noteListing('sales', groups);
    const accepted = await plan({ listGroups }, { ...ofSales, acceptSmallerListing: true }, noted(1_000));
    expect(accepted.result).toMatchObject({ kind: 'planned', listed: 4 });
    expect(await accepted.ports.plans.expectedGroups('sales')).toBe(4);
    expect((await plan({ listGroups }, ofSales, noted(9))).result.kind).toBe('planned');
    expect((await plan({ listGroups: listingOf(many(50)) }, ofSales, noted(100))).result.kind).toBe('planned');
  });
});

test('a page that fails leaves the plan without items, and another attempt reads from the beginning', async () => {
  let calls = 0;
  const listGroups: WhatsAppGateway['listGroups'] = async (page) => {
    calls += 1;
    if (calls === 2) throw new GatewayFailure('retry', 'http-503', 'the gateway is away');
    return listingOf(many(250))(page);
  };
  const ports = await portsOf(anInstance({ listGroups, group: noReading }));
  await ports.plans.createPlan('p1', ofSales);
  const attempt = () =>
    new MockActivityEnvironment().run(createActivities(ports).planInstance, { planId: 'p1', instanceId: 'sales' });
  await expect(attempt()).rejects.toMatchObject({ type: 'GatewayRetry' });
  expect(await ports.plans.planItems('p1', { limit: 10 })).toEqual([]);
  await attempt();
  const items = await ports.plans.planItems('p1', { limit: 1_000 });
  expect(new Set(items.map(({ groupId }) => groupId)).size).toBe(250);
});

test('a gateway that shows the same page for ever is told so', async () => {
  const listGroups: WhatsAppGateway['listGroups'] = async () => ({
    groups: many(100),
    more: true,
    answersGroups: false,
  });
  await expect(plan({ listGroups })).rejects.toMatchObject({
    type: 'GatewayFinal',
    message: expect.stringContaining('no end'),
  });
});

test('a session that does not work is no listing', async () => {
  const session: WhatsAppGateway['session'] = async () => ({ state: 'needs-login', stateName: 'SCAN_QR_CODE', me: [] });
  await expect(plan({ session })).rejects.toMatchObject({ type: 'NumberRestricted' });
});

test('a group that moves between two pages while the list is read is decided once', async () => {
  const groups = many(150);
  const listGroups: WhatsAppGateway['listGroups'] = async ({ offset }) =>
    offset === 0
      ? { groups: groups.slice(0, 100), more: true, answersGroups: false }
      : { groups: groups.slice(99), more: false, answersGroups: false };
  const { result, items } = await plan({ listGroups });
  expect(result).toEqual({ kind: 'planned', listed: 150, groups: 150 });
  expect(items).toHaveLength(150);
});

describe('what is named and not listed', () => {
  const groups = [idOf(1), idOf(7)].map((groupId) => ({ instanceId: 'sales', groupId }));
  const ofTwo: PlanRequest = { ...ofSales, selection: { groups } };

  test('is for a person', async () => {
    const { items } = await plan({ listGroups: listingOf(many(3)) }, ofTwo);
    expect(verdicts(items)).toEqual([`${idOf(1)} leave`, `${idOf(7)} person not-listed`]);
  });

  test('is skipped where its row says withdrawn', async () => {
    const exit = { instanceId: 'sales', groupId: idOf(7), exitId: 'exit-1' };
    const { items } = await plan({ listGroups: listingOf(many(3)) }, ofTwo, async ({ memberships }) => {
      await memberships.openExit({ ...exit, reason: 'over' });
      await memberships.markWithdrawn(exit, { kind: 'event', eventId: 'e', occurredAt: '2026-01-01T00:00:00.000Z' });
    });
    expect(verdicts(items)).toEqual([`${idOf(1)} leave`, `${idOf(7)} skip already-out`]);
  });

  test('is not forgotten where all of a number are asked for and its row says that we are in', async () => {
    const { items } = await plan({ listGroups: listingOf(many(2)) }, ofSales, async ({ memberships }) => {
      await memberships.openExit({ instanceId: 'sales', groupId: idOf(7), exitId: 'exit-1', reason: 'over' });
    });
    expect(verdicts(items)).toContain(`${idOf(7)} person not-listed`);
    expect(items).toHaveLength(3);
  });
});

test('of a client, the groups that are its own', async () => {
  const { items } = await plan(
    { listGroups: listingOf(many(3)) },
    { ...ofSales, selection: { clientId: 'acme' } },
    async ({ memberships }) => {
      const row = { instanceId: 'sales', reason: 'over' };
      await memberships.openExit({ ...row, groupId: idOf(2), exitId: 'exit-1', clientId: 'acme' });
      await memberships.openExit({ ...row, groupId: idOf(1), exitId: 'exit-2', clientId: 'other' });
    },
  );
  expect(verdicts(items)).toEqual([`${idOf(2)} leave`]);
  expect(items[0]).toMatchObject({ clientId: 'acme', groupName: 'Vendas SP' });
});

describe('the group itself is asked', () => {
  const asking = async (listed: Group[], group: WhatsAppGateway['group']) => {
    const asked: string[] = [];
    const told = await plan({
      listGroups: listingOf(listed),
      group: (groupId) => {
        asked.push(groupId);
        return group(groupId);
      },
    });
    return { ...told, asked };
  };

  test('where the listing names nobody in it', async () => {
    const bare = ordinary(1, { participants: [] });
    const { items, asked } = await asking([ordinary(0), bare], async () => ({ kind: 'found', group: ordinary(1) }));
    expect(asked).toEqual([idOf(1)]);
    expect(verdicts(items)).toEqual([`${idOf(0)} leave`, `${idOf(1)} leave`]);
  });

  test('where the listing shows it without us: two sources that agree are believed, one is not', async () => {
    const without = (index: number) => ordinary(index, { participants: [person('4915199@c.us', 'admin')] });
    const { items } = await asking([without(1), without(2), without(3)], async (groupId) => {
      if (groupId === idOf(1)) return { kind: 'absent', code: 'not-found' };
      return { kind: 'found', group: groupId === idOf(2) ? without(2) : ordinary(3) };
    });
    expect(verdicts(items)).toEqual([`${idOf(1)} skip already-out`, `${idOf(2)} skip already-out`, `${idOf(3)} leave`]);
  });

  test('where the listing shows nobody as an admin; if the group neither, a person looks', async () => {
    const flat = ordinary(1, { participants: [person('4915100@c.us'), person(ana)] });
    const { items } = await asking([flat], async () => ({ kind: 'found', group: flat }));
    expect(verdicts(items)).toEqual([`${idOf(1)} person membership-unclear`]);
  });

  test('at most 200 times; the others are left to their exits', async () => {
    const bare = many(230).map((group) => ({ ...group, participants: [] }));
    const { items, asked } = await asking(bare, async (id) => ({ kind: 'found', group: { ...ordinary(0), id } }));
    expect(asked).toHaveLength(200);
    expect(verdicts(items).filter((one) => one.endsWith('leave members-unread'))).toHaveLength(30);
  });

  test('and no more once the gateway has had enough', async () => {
    const bare = many(5).map((group) => ({ ...group, participants: [] }));
    const { items, asked } = await asking(bare, async () => {
      throw new GatewayFailure('retry', 'rate-overlimit', 'too many requests');
    });
    expect(asked).toHaveLength(1);
    expect(verdicts(items).every((one) => one.endsWith('leave members-unread'))).toBe(true);
  });

  test('but not about what the books have decided', async () => {
    const exit = { instanceId: 'sales', groupId: idOf(1), exitId: 'exit-1' };
    const gone = ordinary(1, { participants: [person('4915199@c.us', 'admin')] });
    const { items } = await plan({ listGroups: listingOf([gone]) }, ofSales, async ({ memberships }) => {
      await memberships.openExit({ ...exit, reason: 'over' });
      await memberships.markWithdrawn(exit, { kind: 'event', eventId: 'e', occurredAt: '2026-01-01T00:00:00.000Z' });
    });
    expect(verdicts(items)).toEqual([`${idOf(1)} skip already-out`]);
  });
});

test('a successor who is in every group by a LID is looked up once', async () => {
  let lookUps = 0;
  const lidOf: WhatsAppGateway['lidOf'] = async () => {
    lookUps += 1;
    return '777@lid';
  };
  const byLid = many(20).map((group) => ({ ...group, participants: [us(), person('777@lid')] }));
  const { items } = await plan({ listGroups: listingOf(byLid), lidOf });
  expect(items.every(({ verdict }) => verdict === 'leave')).toBe(true);
  expect(lookUps).toBe(1);
});

test('whatever the listing shows, every group in it gets one verdict, and the totals add up', async () => {
  const anyGroup = fc.record({
    participants: fc.constantFrom<Participant[]>(
      [us(), person(ana)],
      [us(), person('4915199@c.us')],
      [person('4915199@c.us', 'admin')],
      [],
      [person('5@lid', 'admin')],
    ),
    community: fc.constantFrom('none', 'parent', 'announcement'),
    announceOnly: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyGroup, { minLength: 1, maxLength: 230 }), async (shapes) => {
      const groups = shapes.map((shape, index) => ordinary(index, shape));
      const { result, items, ports } = await plan({
        listGroups: listingOf(groups),
        group: async () => ({ kind: 'absent', code: 'not-found' }),
      });
      expect(result).toEqual({ kind: 'planned', listed: groups.length, groups: groups.length });
      expect(items.map(({ groupId }) => groupId)).toEqual(groups.map(({ id }) => id));
      const summary = await ports.plans.plan('p1');
      expect(summary?.counts.reduce((sum, { count }) => sum + count, 0)).toBe(groups.length);
      expect(summary?.requests).toBe(items.reduce((sum, { requests }) => sum + requests, 0));
    }),
    { numRuns: 25 },
  );
});

test("a group's own successors come before those of the request", () => {
  const row = { successors: ['4915102@c.us'] };
  expect(successorsOf(row, wishes)).toEqual(['4915102@c.us']);
  expect(successorsOf({ successors: [] }, wishes)).toEqual(wishes.successors);
  expect(successorsOf(undefined, wishes)).toEqual(wishes.successors);
});

test('tells with its heartbeats how much of the list it has read', async () => {
  const ports = await portsOf(anInstance({ listGroups: (page) => slow(page), group: noReading }));
  await ports.plans.createPlan('p1', ofSales);
  const environment = new MockActivityEnvironment();
  const told = new Promise((resolve) => environment.on('heartbeat', resolve));
  const slow: WhatsAppGateway['listGroups'] = async (page) => {
    if (page.offset === 100) await told;
    return listingOf(many(120))(page);
  };
  await environment.run(createActivities(ports).planInstance, { planId: 'p1', instanceId: 'sales' });
  expect(await told).toEqual({ listed: 100, read: 0 });
});
