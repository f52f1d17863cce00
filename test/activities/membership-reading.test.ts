import { expect, test } from 'vitest';
import type { Session, WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import { readMembership } from '../../activities/membership-reading.ts';
import { openBooks } from '../memberships/books.ts';
import { aGroup, anInstance, found, groupId, person, working } from './scripted-gateway.ts';

async function read(answers: Partial<WhatsAppGateway>) {
  return readMembership(anInstance(answers), groupId, await openBooks(), {});
}

const absent: WhatsAppGateway['group'] = async () => ({ kind: 'absent', code: 'not-found' });
const listing =
  (...groups: ReturnType<typeof aGroup>[]): WhatsAppGateway['listGroups'] =>
  async () => ({ groups, more: false, answersGroups: false });
const strangers = [person('4915188@c.us', 'admin'), person('4915199@c.us')];

test.each([
  ['needs-login', 'restricted'],
  ['failed', 'restricted'],
  ['starting', 'retry'],
  ['stopped', 'retry'],
] as const)('a session that is %s makes every other answer a lie: nothing is read', async (state, kind) => {
  const session = async (): Promise<Session> => ({ ...working, state, stateName: state });
  const group: WhatsAppGateway['group'] = async () => Promise.reject(new Error('the group was read'));
  await expect(read({ session, group })).rejects.toMatchObject({ name: 'GatewayFailure', kind });
});

test('without knowing who we are, nothing is concluded', async () => {
  await expect(read({ session: async () => ({ ...working, me: [] }) })).rejects.toMatchObject({
    code: 'own-identity-unknown',
  });
});

test('a 404 alone is no proof: the listing has to agree', async () => {
  expect(await read({ group: absent, listGroups: listing(aGroup()) })).toMatchObject({
    kind: 'unclear',
    code: 'sources-disagree',
  });
  expect(await read({ group: absent, listGroups: listing(aGroup({ id: '1@g.us' })) })).toMatchObject({
    kind: 'not-a-member',
    sources: ['group: not-found', 'listing: not in it'],
    oneSource: false,
  });
});

test('a gateway that answers groups out of its listing is one source, whatever both say', async () => {
  const listGroups: WhatsAppGateway['listGroups'] = async () => ({
    groups: [aGroup({ id: '1@g.us' })],
    more: false,
    answersGroups: true,
  });
  expect(await read({ group: absent, listGroups })).toMatchObject({ kind: 'not-a-member', oneSource: true });
});

test('an empty listing is not an empty account', async () => {
  expect(await read({ group: absent, listGroups: listing() })).toMatchObject({
    kind: 'unclear',
    code: 'empty-listing',
  });
});

test('the group is looked for on every page of the listing', async () => {
  const listGroups: WhatsAppGateway['listGroups'] = async ({ offset }) => ({
    groups: [aGroup({ id: `${offset}@g.us` })],
    more: offset < 300,
    answersGroups: false,
  });
  expect(await read({ group: absent, listGroups })).toMatchObject({ kind: 'not-a-member' });
  const onLastPage: WhatsAppGateway['listGroups'] = async (page) =>
    page.offset < 300 ? listGroups(page) : { groups: [aGroup()], more: false, answersGroups: false };
  expect(await read({ group: absent, listGroups: onLastPage })).toMatchObject({
    kind: 'unclear',
    code: 'sources-disagree',
  });
});

test('a left group may stay in the listing, without us among its participants', async () => {
  const without = aGroup({ participants: strangers });
  expect(
    await read({ group: async () => found({ participants: strangers }), listGroups: listing(without) }),
  ).toMatchObject({
    kind: 'not-a-member',
    sources: ['group: not among the participants', 'listing: not among the participants'],
  });
});

test('no participants told is not "nobody there"', async () => {
  expect(await read({ group: async () => found({ participants: [] }) })).toMatchObject({
    code: 'participants-unknown',
  });
  expect(await read({ group: absent, listGroups: listing(aGroup({ participants: [] })) })).toMatchObject({
    code: 'participants-unknown',
  });
});

test('a group that names people by LID says nothing about us while our LID is unknown', async () => {
  const byLid = { participants: [person('800@lid', 'admin'), person('900@lid')] };
  const session = async (): Promise<Session> => ({ ...working, me: ['4915100@c.us'] });
  expect(await read({ session, group: async () => found(byLid) })).toMatchObject({
    kind: 'unclear',
    code: 'own-lid-unknown',
  });
  expect(await read({ group: async () => found(byLid) })).toMatchObject({
    kind: 'member',
    self: { listedAs: '900@lid' },
  });
});

test('the group itself listing us is enough; the listing is not asked', async () => {
  expect(await read({})).toMatchObject({ kind: 'member', self: { role: 'superadmin' } });
});

test('whoever is named in a way that we are not known in cannot be compared with us', async () => {
  const hosted = { participants: [{ ids: ['700@hosted.lid'], role: 'admin' as const, listedAs: '700@hosted.lid' }] };
  expect(await read({ group: async () => found(hosted), listGroups: listing(aGroup(hosted)) })).toMatchObject({
    kind: 'unclear',
  });
});
