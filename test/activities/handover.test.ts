import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import type { Group, Participant, WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import { lookAtGroup } from '../../activities/group-facts.ts';
import { aGroup, anInstance, groupId, person, portsOf, working } from './scripted-gateway.ts';

const ana = '4915101@c.us';
const bea = '4915102@c.us';

/** A group in which promotions work, unless a story says otherwise. */
function room(participants: Participant[], more: Partial<Group> = {}, answers: Partial<WhatsAppGateway> = {}) {
  const group = aGroup({ participants, ...more });
  const promoted: string[] = [];
  const promote = async (_: string, listedAs: string): Promise<void> => {
    promoted.push(listedAs);
    const whom = participants.find((one) => one.listedAs === listedAs);
    if (whom) whom.role = 'admin';
  };
  return { promoted, instance: anInstance({ group: async () => ({ kind: 'found', group }), promote, ...answers }) };
}

const self = () => person('4915100@c.us', 'superadmin');

async function handOver(
  instance: ReturnType<typeof anInstance>,
  successors: string[],
  ...others: ReturnType<typeof anInstance>[]
) {
  const ports = await portsOf(instance, ...others);
  return new MockActivityEnvironment().run(createActivities(ports).promoteSuccessor, {
    instanceId: 'sales',
    groupId,
    exitId: 'exit-1',
    successors,
  });
}

async function facts(
  instance: ReturnType<typeof anInstance>,
  successors: string[],
  ...others: ReturnType<typeof anInstance>[]
) {
  const look = await lookAtGroup(groupId, instance, { successors }, await portsOf(instance, ...others), {});
  if (look.kind !== 'member') throw new Error(look.kind);
  return look.facts;
}

test('the best-ranked successor present is promoted, and the evidence says whose rank, never who', async () => {
  const { promoted, instance } = room([self(), person(bea), person('4915199@c.us')]);
  expect(await handOver(instance, [ana, bea])).toEqual({ kind: 'read-back', what: 'successor 2 of the list is admin' });
  expect(promoted).toEqual([bea]);
});

test('a successor who is admin already is not promoted again', async () => {
  const { promoted, instance } = room([self(), person(ana), person(bea, 'admin')]);
  expect(await handOver(instance, [ana, bea])).toMatchObject({ what: 'successor 2 of the list is admin' });
  expect(promoted).toEqual([]);
});

test('accepted and not promoted is not done', async () => {
  const { instance } = room([self(), person(ana)], {}, { promote: async () => {} });
  await expect(handOver(instance, [ana])).rejects.toMatchObject({ type: 'NotReadBack', nonRetryable: false });
});

test('a promotion whose answer was lost is told by the read-back', async () => {
  const candidate = person(ana);
  const participants = [self(), candidate];
  const promote = async (): Promise<void> => {
    candidate.role = 'admin';
    throw new GatewayFailure('unknown', 'timeout', 'no answer in time');
  };
  expect(await handOver(room(participants, {}, { promote }).instance, [ana])).toMatchObject({ kind: 'read-back' });
});

test('when the best one is refused, the next one present is asked for', async () => {
  const second = person(bea);
  const participants = [self(), person(ana), second];
  const promote = async (_: string, listedAs: string): Promise<void> => {
    if (listedAs === ana) throw new GatewayFailure('final', 'forbidden', 'refused');
    second.role = 'admin';
  };
  expect(await handOver(room(participants, {}, { promote }).instance, [ana, bea])).toMatchObject({
    what: 'successor 2 of the list is admin',
  });
});

test('nobody of the list is there', async () => {
  await expect(handOver(room([self(), person('4915199@c.us')]).instance, [ana])).rejects.toMatchObject({
    type: 'NoSuccessorPresent',
  });
});

test('a successor known by phone is found by LID where the group hides phone numbers, and promoted by the id the list uses', async () => {
  const lidOf = async (id: string) => (id === ana ? '701@lid' : undefined);
  const { promoted, instance } = room([person('900@lid', 'admin'), person('701@lid')], {}, { lidOf });
  expect(await handOver(instance, [ana])).toMatchObject({ what: 'successor 1 of the list is admin' });
  expect(promoted).toEqual(['701@lid']);
});

test('our own other number is no human admin: with it alone beside us, we are the only admin', async () => {
  const other = anInstance({ session: async () => ({ ...working, me: ['4915200@c.us'] }) }, { instanceId: 'support' });
  const participants = [self(), person('4915200@c.us', 'admin'), person(ana)];
  expect(await facts(room(participants).instance, [ana], other)).toMatchObject({
    onlyAdmin: true,
    successors: { presentRank: 1 },
  });
  expect(await facts(room(participants).instance, [ana])).toMatchObject({ onlyAdmin: false });
});

test('our own number is never a successor', async () => {
  const other = anInstance({ session: async () => ({ ...working, me: ['4915200@c.us'] }) }, { instanceId: 'support' });
  const participants = [self(), person('4915200@c.us')];
  expect((await facts(room(participants).instance, ['4915200@c.us'], other)).successors).toEqual({ configured: 1 });
});

test('while one of our numbers is not known, an admin who is not on the list may be ours', async () => {
  const away = anInstance(
    { session: async () => Promise.reject(new GatewayFailure('retry', 'unreachable', 'away')) },
    { instanceId: 'support' },
  );
  const stranger = [self(), person('4915177@c.us', 'admin'), person(ana)];
  expect(await facts(room(stranger).instance, [ana], away)).toMatchObject({
    onlyAdmin: true,
    unknownOwnNumbers: ['support'],
  });
  const trusted = [self(), person(ana, 'admin')];
  expect(await facts(room(trusted).instance, [ana], away)).toMatchObject({ onlyAdmin: false });
});

test('in a group by LID, one of our numbers that is known by phone alone could be any admin', async () => {
  const byPhone = anInstance(
    { session: async () => ({ ...working, me: ['4915200@c.us'] }) },
    { instanceId: 'support' },
  );
  const byLid = [person('900@lid', 'superadmin'), person('801@lid', 'admin'), person('802@lid')];
  expect(await facts(room(byLid).instance, [], byPhone)).toMatchObject({
    onlyAdmin: true,
    unknownOwnNumbers: ['support'],
  });
  expect(await facts(room(byLid).instance, ['801@lid'], byPhone)).toMatchObject({ onlyAdmin: false });
  const byBoth = anInstance(
    { session: async () => ({ ...working, me: ['4915200@c.us', '820@lid'] }) },
    { instanceId: 'support' },
  );
  expect(await facts(room(byLid).instance, [], byBoth)).toMatchObject({ onlyAdmin: false, unknownOwnNumbers: [] });
});

test('two of our numbers do not hand a group over at the same time', async () => {
  const { instance } = room([self(), person(ana)]);
  const ports = await portsOf(instance);
  await ports.memberships.takeHandover(groupId, 'another exit', 60_000);
  const attempt = new MockActivityEnvironment().run(createActivities(ports).promoteSuccessor, {
    instanceId: 'sales',
    groupId,
    exitId: 'exit-1',
    successors: [ana],
  });
  await expect(attempt).rejects.toMatchObject({ type: 'EffectUnsettled', nextRetryDelay: 5_000 });
});

test('a promotion that is answered in a way nobody documents is told by the read-back, and its shape is kept', async () => {
  const undocumented = 'HTTP 201, application/json, {queued: boolean}';
  const candidate = person(ana);
  const promote = async (): Promise<void> => {
    candidate.role = 'admin';
    throw new GatewayFailure('unknown', 'unexpected-answer', 'odd', { undocumented });
  };
  expect(await handOver(room([self(), candidate], {}, { promote }).instance, [ana])).toMatchObject({ undocumented });
});

test('a promotion that is answered in a way nobody documents is told also where only a later attempt sees the admin', async () => {
  const undocumented = 'HTTP 201, application/json, {queued: boolean}';
  const candidate = person(ana);
  const promote = async (): Promise<void> => {
    throw new GatewayFailure('unknown', 'unexpected-answer', 'odd', { undocumented });
  };
  const { promoteSuccessor } = createActivities(await portsOf(room([self(), candidate], {}, { promote }).instance));
  const input = { instanceId: 'sales', groupId, exitId: 'exit-1', successors: [ana] };
  const attempt = () => new MockActivityEnvironment().run(promoteSuccessor, input);
  await expect(attempt()).rejects.toMatchObject({ type: 'NotReadBack' });
  candidate.role = 'admin';
  expect(await attempt()).toMatchObject({ kind: 'read-back', undocumented });
});

test('a promotion that is refused and yet to be seen in the group is done: the read-back decides', async () => {
  const candidate = person(ana);
  const promote = async (): Promise<void> => {
    candidate.role = 'admin';
    throw new GatewayFailure('final', 'conflict', 'refused');
  };
  expect(await handOver(room([self(), candidate], {}, { promote }).instance, [ana])).toMatchObject({
    what: 'successor 1 of the list is admin',
  });
});

test('a promotion that is refused and not to be seen is refused', async () => {
  const promote = async () => Promise.reject(new GatewayFailure('final', 'not-admin', 'refused'));
  await expect(handOver(room([self(), person(ana)], {}, { promote }).instance, [ana])).rejects.toMatchObject({
    type: 'GatewayFinal',
  });
});

test('a group that shows no admin at all is not taken for one that others look after', async () => {
  const { instance } = room([person('4915100@c.us'), person(ana), person(bea)]);
  await expect(facts(instance, [ana])).rejects.toMatchObject({
    type: 'MembershipUnclear',
    details: [{ code: 'no-admin-shown' }],
  });
});
