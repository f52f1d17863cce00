import { expect, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import type { PlanRequest } from '../../activities/plans/plan.ts';
import { anInstance, portsOf } from '../activities/scripted-gateway.ts';
import { idOf, wishes } from './requests.ts';

/** Instances whose gateways must not be asked anything. */
const untouched = (instanceId: string) =>
  anInstance({ session: () => Promise.reject(new Error('a gateway was asked')) }, { instanceId });

async function opened(selection: PlanRequest['selection']) {
  const ports = await portsOf(untouched('sales'), untouched('support'));
  const row = { reason: 'over', exitId: 'exit-1' };
  await ports.memberships.openExit({ ...row, instanceId: 'sales', groupId: idOf(1), clientId: 'acme' });
  await ports.memberships.openExit({ ...row, instanceId: 'gone', groupId: idOf(2), clientId: 'old' });
  return createActivities(ports).openPlan({ planId: 'p1', request: { selection, wishes } });
}

const refusal = (problem: string) => ({
  type: 'InvalidPlan',
  nonRetryable: true,
  message: expect.stringContaining(problem),
});

test('a plan about an instance that is not in the file is refused', async () => {
  await expect(opened({ instanceIds: ['sales', 'nobody'] })).rejects.toMatchObject(refusal('no instance nobody'));
  const groups = [{ instanceId: 'nobody', groupId: idOf(1) }];
  await expect(opened({ groups })).rejects.toMatchObject(refusal('groups: no instance nobody'));
});

test('so is one about a group that the books know of another instance', async () => {
  const groups = [{ instanceId: 'support', groupId: idOf(1) }];
  await expect(opened({ groups })).rejects.toMatchObject(refusal('as a group of sales, not of support'));
});

test('and one about a client without groups, or with groups of an instance that is gone', async () => {
  await expect(opened({ clientId: 'nobody' })).rejects.toMatchObject(refusal('clientId: the books know no group'));
  await expect(opened({ clientId: 'old' })).rejects.toMatchObject(refusal('clientId: no instance gone'));
});

test('all faults are told at once, by field, and not more than anybody reads', async () => {
  const groups = [
    { instanceId: 'nobody', groupId: idOf(1) },
    ...Array.from({ length: 30 }, (_, index) => ({ instanceId: `missing-${index}`, groupId: idOf(9) })),
  ];
  const failure = await opened({ groups }).then(
    () => expect.fail('it was opened'),
    (error: unknown) => error as { details: [Array<{ field: string; problem: string }>] },
  );
  expect(failure.details[0]).toHaveLength(21);
  expect(failure.details[0].at(-1)).toEqual({ field: 'selection', problem: 'and 12 more of the kind' });
});

test('a plan id that is taken is refused, and the same plan is not', async () => {
  const ports = await portsOf(untouched('sales'), untouched('support'));
  const { openPlan } = createActivities(ports);
  const request: PlanRequest = { selection: { instanceIds: ['sales'] }, wishes };
  expect(await openPlan({ planId: 'p1', request })).toEqual({ instanceIds: ['sales'] });
  expect(await openPlan({ planId: 'p1', request })).toEqual({ instanceIds: ['sales'] });
  const other = { ...request, selection: { instanceIds: ['support'] } };
  await expect(openPlan({ planId: 'p1', request: other })).rejects.toMatchObject({ type: 'PlanTaken' });
});

test('a group that the books do not know may be of any number', async () => {
  const groups = [
    { instanceId: 'support', groupId: idOf(8) },
    { instanceId: 'sales', groupId: idOf(1) },
  ];
  expect(await opened({ groups })).toEqual({ instanceIds: ['support', 'sales'] });
});
