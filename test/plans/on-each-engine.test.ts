import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  InvalidRequest,
  NoSuchPlan,
  PlanTaken,
  type Plan,
  type PlanItem,
  type PlanQuestion,
} from '../../client/index.ts';
import type { NewGroup } from '../../worker/embedded/sandbox/world/seed.ts';
import { cells, type Cell } from '../matrix/cells.ts';
import { buildMatrixHouse, type MatrixHouse } from '../matrix/matrix-house.ts';
import { ana, customerOfCell } from '../matrix/people.ts';

/** A number on each engine and on Wawp; that they are of that row matters to nobody here. */
const [row] = cells.filter(({ row: { fault } }) => fault === 'empty-list').map((cell) => cell.row);
const four = cells.filter((cell) => cell.row === row);
const wishes = { reason: 'case closed', requestedBy: 'tests', successors: [ana] };
const READINGS = new Set(['session', 'me', 'list-groups', 'group', 'participants', 'participants-v2', 'lid']);

let house: MatrixHouse;
beforeAll(async () => {
  house = await buildMatrixHouse(four);
  for (const cell of four) for (const group of groupsOf(cell)) worldOf(cell).addGroup(group);
});
afterAll(() => house.close());

const worldOf = (cell: Cell) => house.sandboxOf(cell).world;
const ourCalls = ({ instanceId, ...cell }: Cell) =>
  house.sandboxOf({ instanceId, ...cell }).journal.entries({ kind: 'call', instanceId });

function groupsOf({ instanceId }: Cell): NewGroup[] {
  const us = { instanceId, role: 'superadmin' } as const;
  const customer = { phoneId: customerOfCell };
  return [
    { name: 'ordinary', members: [us, { phoneId: ana }, customer] },
    { name: 'ordinary by LID', members: [us, { phoneId: ana }, customer], addressing: 'lid' },
    { name: 'nobody to follow', members: [us, customer] },
    { name: 'no admin', members: [{ instanceId }, { phoneId: ana, role: 'superadmin' }] },
    { name: 'community', members: [us, { phoneId: ana }], community: 'parent' },
    { name: 'announcements', members: [us, { phoneId: ana }], community: 'announcement' },
    { name: 'left', members: [{ phoneId: ana, role: 'superadmin' }], pastMembers: [{ instanceId }] },
  ];
}

async function itemsOf(question: Pick<PlanQuestion, 'instanceIds' | 'groups'>): Promise<PlanItem[]> {
  const plan = await house.exits.plan({ ...wishes, ...question });
  expect(plan.why).toBeUndefined();
  return allOf(plan);
}

async function allOf(plan: Plan): Promise<PlanItem[]> {
  const items: PlanItem[] = [];
  for await (const item of plan.items()) items.push(item);
  return items;
}

const verdicts = (items: PlanItem[]): Record<string, string> =>
  Object.fromEntries(
    items.map(({ groupName = '', verdict, code }) => [groupName, [verdict, code].filter(Boolean).join(' ')] as const),
  );

describe.each(four)('on $place', (cell) => {
  const { instanceId, place } = cell;
  // Nothing there can look up the LIDs of successors, so an exit would ask a person as well.
  const byLid = place === 'wawp' ? 'person no-successor' : 'leave';

  test('every group gets its verdict, and nothing but readings is asked', async () => {
    const { left, ...found } = verdicts(await itemsOf({ instanceIds: [instanceId] }));
    expect(found).toEqual({
      ordinary: 'leave',
      'ordinary by LID': byLid,
      'nobody to follow': 'person no-successor',
      'no admin': 'leave',
      community: 'skip community-parent',
      announcements: 'skip community-announcement',
    });
    // WEBJS goes on listing a group that was left; the others do not.
    expect(left ?? 'skip already-out').toBe('skip already-out');
    const calls = ourCalls(cell);
    expect(calls.filter(({ effect }) => effect !== 'none')).toEqual([]);
    expect(calls.map(({ operation }) => operation).filter((operation) => !READINGS.has(operation))).toEqual([]);
  });

  test('an exit costs what the plan says, or one request less', async () => {
    const items = await itemsOf({ instanceIds: [instanceId] });
    const ordinary = items.find(({ groupName }) => groupName === 'ordinary');
    const before = ourCalls(cell).length;
    const request = { ...wishes, instanceId, groupId: ordinary?.groupId ?? '', dryRun: false } as const;
    expect((await (await house.exits.exit(request)).receipt()).outcome).toBe('left');
    const saved = place === 'wawp' ? 1 : 0;
    expect(ourCalls(cell).length - before).toBe((ordinary?.requests ?? 0) - saved);
  });

  test('a listing that has shrunk to half stops the plan, until a person accepts it', async () => {
    const before = await house.exits.plan({ ...wishes, instanceIds: [instanceId] });
    for (let index = 0; index < 20; index += 1) {
      worldOf(cell).addGroup({ name: `more ${index}`, members: [{ instanceId }, { phoneId: ana, role: 'admin' }] });
    }
    const whole = await house.exits.plan({ ...wishes, instanceIds: [instanceId] });
    expect([before.state, whole.state, whole.summary.groups]).toEqual(['ready', 'ready', before.summary.groups + 20]);
    const { faults } = house.sandboxOf(cell);
    const ids = ['shrunk-list', 'shrunk-list'].map(
      (name) => faults.add({ name: name as 'shrunk-list', instanceId }).id,
    );
    const stopped = await house.exits.plan({ ...wishes, instanceIds: [instanceId] });
    expect([stopped.state, stopped.summary.groups, stopped.hash]).toEqual(['stopped', 0, undefined]);
    expect(stopped.why).toMatch(
      new RegExp(`^${instanceId}: the gateway lists \\d+ groups where about ${whole.summary.groups}`),
    );
    const accepting = { ...wishes, instanceIds: [instanceId], acceptSmallerListing: true };
    expect((await house.exits.plan(accepting)).state).toBe('ready');
    for (const id of ids) faults.remove(id);
  });

  test('an empty listing makes nobody gone', async () => {
    const { faults } = house.sandboxOf(cell);
    const { id } = faults.add({ name: 'empty-list', instanceId });
    const stopped = await house.exits.plan({ ...wishes, instanceIds: [instanceId] });
    expect([stopped.state, stopped.why]).toEqual(['stopped', expect.stringContaining('no proof of anything')]);
    faults.remove(id);
    const items = await itemsOf({ instanceIds: [instanceId] });
    expect(items.filter(({ verdict }) => verdict === 'leave').length).toBeGreaterThan(0);
  });
});

describe('a plan over all of them', () => {
  const instanceIds = four.map(({ instanceId }) => instanceId);

  test('is the same for the same question, by its hash, and can be read again', async () => {
    const one = await house.exits.plan({ ...wishes, instanceIds });
    const other = await house.exits.plan({ ...wishes, instanceIds });
    expect(other.planId).not.toBe(one.planId);
    expect(other.hash).toBe(one.hash);
    expect(one.summary.instances.map(({ instanceId }) => instanceId)).toEqual([...instanceIds].sort());
    expect(one.summary.instances.map(({ etaMs }) => etaMs)).toEqual([0, 0, 0, 0]);
    const again = await house.exits.planOf(one.planId);
    expect([again.hash, again.summary.groups, again.summary.counts]).toEqual([
      one.hash,
      one.summary.groups,
      one.summary.counts,
    ]);
    const items = await allOf(again);
    expect(items).toHaveLength(one.summary.groups);
    expect(items.reduce((sum, { requests }) => sum + requests, 0)).toBe(one.summary.requests);
  });

  test('with an id is made once, and the id is taken for any other question', async () => {
    const question = { ...wishes, instanceIds, planId: 'spring' };
    const before = four.map((cell) => ourCalls(cell).length);
    const [one, other] = await Promise.all([house.exits.plan(question), house.exits.plan(question)]);
    expect([one.hash, one.state]).toEqual([other.hash, 'ready']);
    const listings = four.map((cell, index) =>
      ourCalls(cell)
        .slice(before[index])
        .filter(({ operation }) => operation === 'list-groups'),
    );
    expect(listings.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
    await expect(house.exits.plan({ ...question, reason: 'another' })).rejects.toThrow(PlanTaken);
  });

  test('is refused with every fault before a gateway is asked', async () => {
    const before = four.map((cell) => ourCalls(cell).length);
    await expect(house.exits.plan({ ...wishes, instanceIds: ['nobody'] })).rejects.toThrow(InvalidRequest);
    await expect(house.exits.plan({ ...wishes, clientId: 'nobody' })).rejects.toThrow(
      /^clientId: the books know no group/,
    );
    await expect(house.exits.planOf('nobody')).rejects.toThrow(NoSuchPlan);
    expect(four.map((cell) => ourCalls(cell).length)).toEqual(before);
  });

  test('shows a number whose session is logged out, and is no half plan', async () => {
    const [cell] = four;
    if (cell === undefined) throw new Error('there are four');
    worldOf(cell).setSessionStatus(cell.instanceId, 'SCAN_QR_CODE');
    const stopped = await house.exits.plan({ ...wishes, instanceIds });
    expect([stopped.state, stopped.why]).toEqual(['stopped', expect.stringContaining('log the number in')]);
    worldOf(cell).setSessionStatus(cell.instanceId, 'WORKING');
  });
});
