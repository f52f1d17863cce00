import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import type { WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import { aGroup, anInstance, found, groupId, person, portsOf } from './scripted-gateway.ts';

const request = { instanceId: 'sales', groupId, exitId: 'exit-1', reason: 'tests', successors: [] };

function breaks(operation: 'group' | 'session' | 'listing', code = 'server-error') {
  const failure = new GatewayFailure('retry', code, 'the gateway fails with HTTP 500.', { operation });
  return () => Promise.reject(failure);
}

const listing =
  (...ids: string[]): WhatsAppGateway['listGroups'] =>
  async () => ({ groups: ids.map((id) => aGroup({ id })), more: false, answersGroups: false });

async function desk(answers: Partial<WhatsAppGateway>) {
  const gateway = { ...answers };
  const ports = await portsOf(anInstance(gateway));
  const { preFlight, previewGroup } = createActivities(ports);
  const run = () => new MockActivityEnvironment().run(preFlight, request);
  return { ports, run, preview: () => new MockActivityEnvironment().run(previewGroup, request) };
}

test('a group that neither answers nor is listed, and that nothing ever showed us in, asks to check the id', async () => {
  const { run, preview } = await desk({ group: breaks('group'), listGroups: listing('1@g.us') });
  const unknown = { type: 'MembershipUnclear', nonRetryable: false, details: [{ code: 'group-unknown' }] };
  for (const look of [run, run, preview]) {
    await expect(look()).rejects.toMatchObject(unknown);
    await expect(look()).rejects.toThrow('the gateway does not know this group: check the id');
  }
});

test('a group that we were seen in is not said to be unknown, nor to be left', async () => {
  const { run, ports } = await desk({ group: breaks('group'), listGroups: listing('1@g.us') });
  await ports.memberships.openExit(request);
  await ports.memberships.noteSeenIn(request);
  await expect(run()).rejects.toMatchObject({ type: 'MembershipUnclear', details: [{ code: 'group-unreadable' }] });
});

test.each([
  ['the group that cannot be read', listing(groupId), 'group-unreadable'],
  ['no group at all', listing(), 'empty-listing'],
])('a listing that shows %s leaves it unclear', async (_what, listGroups, code) => {
  const { run } = await desk({ group: breaks('group', 'upstream-error'), listGroups });
  await expect(run()).rejects.toMatchObject({ type: 'MembershipUnclear', details: [{ code }] });
});

test.each([
  ['its session', { session: breaks('session') }],
  ['its listing', { group: breaks('group'), listGroups: breaks('listing') }],
  ['a rate limit', { group: breaks('group', 'rate-overlimit') }],
])('a gateway that fails as a whole is waited for: %s', async (_what, answers) => {
  const { run } = await desk(answers);
  await expect(run()).rejects.toMatchObject({ type: 'GatewayRetry' });
});

test('a look that shows us in the group is kept in mind', async () => {
  const { run, ports } = await desk({ group: async () => found() });
  expect(await run()).toMatchObject({ kind: 'member' });
  expect(await ports.memberships.membership(request)).toMatchObject({ neverSeenIn: false });
});

test('out by two sources, it says whether anything has ever shown the group', async () => {
  const absent: WhatsAppGateway['group'] = async () => ({ kind: 'absent', code: 'not-found' });
  const { run, preview, ports } = await desk({ group: absent, listGroups: listing('1@g.us') });
  expect(await preview()).toMatchObject({ kind: 'not-a-member', unknownGroup: true });
  expect(await run()).toMatchObject({ kind: 'not-a-member', unknownGroup: true });
  await ports.memberships.noteSeenIn(request);
  expect(await run()).toMatchObject({ kind: 'not-a-member', unknownGroup: false });
});

test('a group that the gateway shows without us is no unknown one', async () => {
  const left = { participants: [person('4915188@c.us', 'admin')] };
  const { run } = await desk({ group: async () => found(left), listGroups: listing('1@g.us') });
  expect(await run()).toMatchObject({ kind: 'not-a-member', unknownGroup: false });
});
