import { expect, test } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { facts, failure, input, outByReading, script } from './scripted.ts';
import { play, step, tell } from './story.ts';
import { departureSeenSignal } from '../../workflows/messages.ts';

const everyCall = [
  'askTurn',
  'preFlight',
  'saveInviteCode',
  'setClosingDescription',
  'promoteSuccessor',
  'sayGoodbye',
  'leaveGroup',
  'confirmDeparture',
  'markWithdrawn',
  'purgeCaches',
  'saveReceipt',
];

test('leaves in the order that puts everything that can fail before the goodbye', async () => {
  const scripted = script();
  const receipt = await play(scripted);
  expect(scripted.calls).toEqual(everyCall);
  expect(receipt.outcome).toBe('left');
  expect(receipt.steps.map((record) => `${record.step}: ${record.outcome}`)).toEqual([
    'trigger: skipped',
    'turn: skipped',
    'pre-flight: done',
    'invite-code: done',
    'closing-description: done',
    'successor: done',
    'goodbye: done',
    'leave: done',
    'confirmation: done',
    'withdrawn: done',
    'caches: done',
  ]);
  expect(scripted.receipts).toEqual([receipt]);
});

test('a number that is no admin skips what only admins may do, and says so', async () => {
  const member = { ...facts, admin: false, onlyAdmin: false, infoAdminOnly: true, successors: { configured: 2 } };
  const scripted = script({
    preFlight: async ({ exitId }) => ({ kind: 'member', exitId, leaving: false, facts: member }),
  });
  const receipt = await play(scripted);
  for (const name of ['invite-code', 'closing-description', 'successor'] as const) {
    expect(step(receipt, name)).toMatchObject({ outcome: 'skipped', code: 'not-an-admin' });
  }
  expect(scripted.calls).not.toContain('promoteSuccessor');
  expect(receipt.outcome).toBe('left');
});

test('the description may be set without admin rights where the group lets everybody', async () => {
  const member = { ...facts, admin: false, onlyAdmin: false, successors: { configured: 2 } };
  const scripted = script({
    preFlight: async ({ exitId }) => ({ kind: 'member', exitId, leaving: false, facts: member }),
  });
  expect(step(await play(scripted), 'closing-description').outcome).toBe('done');
});

test('nobody hears a goodbye in an announce-only group where we are no admin', async () => {
  const listener = { ...facts, admin: false, onlyAdmin: false, announceOnly: true, successors: { configured: 0 } };
  const scripted = script({
    preFlight: async ({ exitId }) => ({ kind: 'member', exitId, leaving: false, facts: listener }),
  });
  const receipt = await play(scripted);
  expect(step(receipt, 'goodbye')).toMatchObject({ outcome: 'skipped', code: 'announce-only' });
  expect(scripted.calls).not.toContain('sayGoodbye');
  expect(receipt.outcome).toBe('left');
});

test('a goodbye that is not wanted is skipped with the reason that was given', async () => {
  const scripted = script();
  const receipt = await play(scripted, { goodbye: { kind: 'none', reason: 'the customer asked for silence' } });
  expect(step(receipt, 'goodbye')).toMatchObject({ outcome: 'skipped', detail: 'the customer asked for silence' });
  expect(scripted.calls).not.toContain('sayGoodbye');
});

test('somebody else is admin: nobody is promoted, unless it was asked for', async () => {
  const shared = { ...facts, onlyAdmin: false };
  const overrides = {
    preFlight: async ({ exitId }: { exitId: string }) => ({
      kind: 'member' as const,
      exitId,
      leaving: false,
      facts: shared,
    }),
  };
  expect(step(await play(script(overrides)), 'successor')).toMatchObject({
    outcome: 'skipped',
    code: 'not-only-admin',
  });
  expect(step(await play(script(overrides), { handover: 'always' }), 'successor').outcome).toBe('done');
});

test('a number that is out already only has its books put right', async () => {
  const scripted = script({
    preFlight: async ({ exitId }) => ({ kind: 'not-a-member', exitId, leaving: false, evidence: outByReading }),
  });
  const receipt = await play(scripted);
  expect(receipt.outcome).toBe('already-out');
  expect(scripted.calls).toEqual(['askTurn', 'preFlight', 'markWithdrawn', 'purgeCaches', 'saveReceipt']);
  expect(step(receipt, 'goodbye')).toMatchObject({ outcome: 'skipped', code: 'already-out' });
});

test('of a group that nothing has ever shown, the summary says that its id may be mistyped', async () => {
  const unknown = { leaving: false, unknownGroup: true, evidence: outByReading };
  const preFlight: Activities['preFlight'] = async ({ exitId }) => ({ kind: 'not-a-member', exitId, ...unknown });
  const receipt = await play(script({ preFlight }));
  expect(receipt).toMatchObject({ outcome: 'already-out', summary: expect.stringContaining('may be mistyped') });
  expect(JSON.stringify(receipt)).not.toContain('any more');
});

test('while the row says withdrawn, the old receipt is the answer', async () => {
  const old = await play(script());
  const scripted = script({ preFlight: async () => ({ kind: 'answered', receipt: old }) });
  expect(await play(scripted)).toEqual(old);
  expect(scripted.calls).toEqual(['askTurn', 'preFlight']);
});

test('an exit whose earlier run was past its goodbye goes on under the earlier id', async () => {
  const scripted = script({ preFlight: async () => ({ kind: 'member', exitId: 'earlier', leaving: true, facts }) });
  expect((await play(scripted)).exitId).toBe('earlier');
});

test('an earlier run had left already: that counts as left, not as never having been there', async () => {
  const scripted = script({
    preFlight: async () => ({ kind: 'not-a-member', exitId: 'earlier', leaving: true, evidence: outByReading }),
  });
  expect(await play(scripted)).toMatchObject({ outcome: 'left', exitId: 'earlier' });
});

test('an unknown instance fails at once, with the reason, before anything is done', async () => {
  const scripted = script({
    preFlight: async () => {
      throw failure('UnknownInstance', "no instance 'sales'; the instances file has: support", 'unknown-instance');
    },
  });
  const receipt = await play(scripted);
  expect(receipt).toMatchObject({
    outcome: 'failed',
    code: 'unknown-instance',
    summary: expect.stringContaining('support'),
  });
  expect(scripted.calls).toEqual(['askTurn', 'preFlight', 'saveReceipt']);
});

test('input that no client made is refused by name', async () => {
  await expect(play(script(), { groupId: '4915@c.us', reason: ' ' })).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/groupId: .*; reason: /) },
  });
});

test.each([
  ['saveInviteCode', 'invite-code'],
  ['setClosingDescription', 'closing-description'],
] as const)('a refused %s does not block the exit; the receipt says why', async (activity, name) => {
  const refuse = async (): Promise<never> => {
    throw failure('GatewayFinal', 'the gateway refuses', 'forbidden');
  };
  const receipt = await play(script({ [activity]: refuse }));
  expect(step(receipt, name)).toMatchObject({ outcome: 'skipped', code: 'forbidden', detail: 'the gateway refuses' });
  expect(receipt.outcome).toBe('left');
});

test('a description without room for ours is left as it is', async () => {
  const receipt = await play(script({ setClosingDescription: async () => 'no-room' }));
  expect(step(receipt, 'closing-description')).toMatchObject({ outcome: 'skipped', code: 'no-room' });
});

test('no configured cache is a recorded skip', async () => {
  expect(step(await play(script({ purgeCaches: async () => null })), 'caches')).toMatchObject({
    outcome: 'skipped',
    code: 'no-cache',
  });
});

test('the goodbye of the request is the one that is said, with the name of the group in it', async () => {
  const said: (string | undefined)[] = [];
  const scripted = script({
    sayGoodbye: async ({ text }) => {
      said.push(text);
      return { kind: 'message', messageId: '3EB0AA', found: 'answered' };
    },
  });
  await play(scripted, { goodbye: { kind: 'text', text: 'Thank you all, {group} is done.' } });
  await play(scripted);
  expect(said).toEqual(['Thank you all, Vendas SP is done.', 'The configured goodbye.']);
});

test('what the Temporal UI shows names every step and its outcome', async () => {
  await tell(script(), async ({ handle, receipt }) => {
    await receipt();
    const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toContain('**left**: the number has left the group, and two readings prove it');
    expect(metadata.currentDetails).toContain('| 7 Say goodbye | ✓ done | message `3EB0AA` |');
    expect(metadata.currentDetails).toContain(`Asked by ${input.requestedBy}: ${input.reason}`);
  });
});

test('a webhook about our own departure proves it, without a reading', async () => {
  const scripted = script({
    leaveGroup: async () => ({
      evidence: { kind: 'accepted', requestedAt: '2026-01-01T00:00:00.000Z' },
      requestedAtMs: 1_000_000,
    }),
  });
  await tell(scripted, async ({ handle, until, receipt }) => {
    await until(({ step: now }) => now === 'confirmation');
    await handle.signal(departureSeenSignal, { eventId: 'evt_1', occurredAtMs: 1_000_500, proves: true });
    expect(step(await receipt(), 'confirmation')).toMatchObject({
      code: 'webhook',
      evidence: { kind: 'event', eventId: 'evt_1' },
    });
    expect(scripted.calls).not.toContain('confirmDeparture');
  });
});
