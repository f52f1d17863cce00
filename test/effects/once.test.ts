import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { once, type Effect } from '../../activities/effect-once.ts';
import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import type { Memberships } from '../../activities/memberships/memberships.ts';
import type { Evidence } from '../../activities/receipt.ts';
import { anExit, group, openBooks } from '../memberships/books.ts';
import { Clock } from '../memberships/clock.ts';
import { sqlite } from '../memberships/databases.ts';

const leaseMs = 10_000;
const settleMs = 50;
const said: Evidence = { kind: 'message', messageId: '3EB0AA', found: 'answered' };
const found: Evidence = { kind: 'message', messageId: '3EB0AA', found: 'looked-up' };

/** A group that counts what it hears. */
class Room {
  heard = 0;
  looks = 0;

  effect(more: Partial<Effect> = {}): Effect {
    const key = { ...group, exitId: 'exit-1', effect: 'goodbye' as const };
    return { key, leaseMs, settleMs, act: () => this.say(), look: () => this.look(), ...more };
  }

  say(): Promise<Evidence> {
    this.heard++;
    return Promise.resolve(said);
  }

  look(): Promise<Evidence | undefined> {
    this.looks++;
    return Promise.resolve(this.heard > 0 ? found : undefined);
  }
}

async function opened(): Promise<{ books: Memberships; clock: Clock; room: Room }> {
  const clock = new Clock();
  const books = await openBooks(sqlite, clock);
  await books.openExit(anExit('exit-1'));
  return { books, clock, room: new Room() };
}

async function failureOf(attempt: Promise<unknown>): Promise<ApplicationFailure | GatewayFailure> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ApplicationFailure || error instanceof GatewayFailure) return error;
  throw new Error(`no failure: ${String(error)}`);
}

const fails = (kind: GatewayFailure['kind']) => () =>
  Promise.reject(new GatewayFailure(kind, kind, `the gateway: ${kind}`));

test('the second attempt answers with the evidence of the first', async () => {
  const { books, room } = await opened();
  const first = await once(room.effect(), books);
  expect(await once(room.effect(), books)).toEqual(first);
  expect(room).toMatchObject({ heard: 1, looks: 0 });
});

test('two attempts alive at once: one acts, the other is told to wait', async () => {
  const { books, room } = await opened();
  const results = await Promise.allSettled([once(room.effect(), books), once(room.effect(), books)]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(room.heard).toBe(1);
});

test('an outcome in doubt is not touched before lease and settling time are over; then it is looked up, not repeated', async () => {
  const { books, clock, room } = await opened();
  const act = async (): Promise<Evidence> => {
    await room.say();
    throw new GatewayFailure('unknown', 'timeout', 'no answer in time. Look first.');
  };
  const doubt = await failureOf(once(room.effect({ act }), books));
  expect(doubt).toMatchObject({ type: 'EffectUnsettled', nonRetryable: false, nextRetryDelay: leaseMs + settleMs });
  expect(doubt).toMatchObject({
    message: expect.stringContaining('no answer in time. Look first. It is looked at once'),
  });
  await clock.pass(leaseMs);
  expect(await failureOf(once(room.effect(), books))).toMatchObject({
    type: 'EffectUnsettled',
    nextRetryDelay: settleMs,
  });
  await clock.pass(settleMs);
  expect((await once(room.effect(), books)).evidence).toEqual(found);
  expect(room.heard).toBe(1);
});

test('absent in two readings that worked, it is done again under the same claim and message id', async () => {
  const { books, clock, room } = await opened();
  await failureOf(once(room.effect({ act: fails('unknown'), newMessageId: async () => 'first' }), books));
  await clock.pass(leaseMs + settleMs);
  const ids: (string | undefined)[] = [];
  const act = ({ messageId }: { messageId?: string }) => {
    ids.push(messageId);
    return room.say();
  };
  await once(room.effect({ act, newMessageId: async () => 'second' }), books);
  expect(ids).toEqual(['first']);
  expect(room.looks).toBe(2);
});

test.each(['retry', 'final'] as const)(
  'a failure that says "it did not happen" (%s) frees the claim and the row',
  async (kind) => {
    const { books, room } = await opened();
    expect(await failureOf(once(room.effect({ act: fails(kind) }), books))).toMatchObject({ kind });
    expect((await books.membership(group))?.status).toBe('Active');
    await once(room.effect(), books);
    expect(room).toMatchObject({ heard: 1, looks: 0 });
  },
);

test('from the claim on the row says Leaving', async () => {
  const { books, room } = await opened();
  await once(room.effect(), books);
  expect((await books.membership(group))?.status).toBe('Leaving');
});

test('a process that was stopped between claim and effect, and thawed after its lease, does not act', async () => {
  const { books, clock, room } = await opened();
  const thawed: typeof books.renew = async (...claim) => {
    await clock.pass(leaseMs + settleMs);
    await once(room.effect(), books);
    return books.renew(...claim);
  };
  const frozen: Memberships = { ...books, renew: thawed };
  expect(await failureOf(once(room.effect(), frozen))).toMatchObject({ type: 'EffectUnsettled' });
  expect(room.heard).toBe(1);
});

test('in doubt and no reading to be had: unknown outcome, for a person', async () => {
  const { books, clock, room } = await opened();
  await failureOf(once(room.effect({ act: fails('unknown') }), books));
  await clock.pass(leaseMs + settleMs);
  const failure = await failureOf(once(room.effect({ look: fails('final') }), books));
  expect(failure).toMatchObject({ type: 'UnknownOutcome', nonRetryable: true });
  expect((await books.membership(group))?.status).toBe('Leaving');
});

test('in doubt and the gateway away: the doubt stays, nothing is repeated', async () => {
  const { books, clock, room } = await opened();
  await failureOf(once(room.effect({ act: fails('unknown') }), books));
  for (const look of [fails('retry'), fails('retry')]) {
    await clock.pass(leaseMs + settleMs);
    expect(await failureOf(once(room.effect({ look }), books))).toMatchObject({
      type: 'EffectUnsettled',
      nonRetryable: false,
    });
  }
  expect(room.heard).toBe(0);
});

test('"not now" after a doubt never reads as "it did not happen"', async () => {
  const { books, clock, room } = await opened();
  await failureOf(once(room.effect({ act: fails('unknown') }), books));
  await clock.pass(leaseMs + settleMs);
  expect(await failureOf(once(room.effect({ act: fails('retry') }), books))).toMatchObject({ type: 'EffectUnsettled' });
  expect((await books.membership(group))?.status).toBe('Leaving');
});

test('a terminated exit that is started again goes on under its claims', async () => {
  const { books, room } = await opened();
  await once(room.effect(), books);
  const again = await books.openExit(anExit('exit-2'));
  expect(again).toEqual({ kind: 'open', exitId: 'exit-1', leaving: true });
  await once(room.effect(), books);
  expect(room.heard).toBe(1);
});

test.each(['final', 'restricted'] as const)(
  'after a doubt a failure (%s) says that the doubt remains',
  async (kind) => {
    const { books, clock, room } = await opened();
    await failureOf(once(room.effect({ act: fails('unknown') }), books));
    await clock.pass(leaseMs + settleMs);
    expect(await failureOf(once(room.effect({ act: fails(kind) }), books))).toMatchObject({
      nonRetryable: true,
      details: [{ code: kind, inDoubt: true }],
    });
    expect((await books.membership(group))?.status).toBe('Leaving');
  },
);

test('while a claim is there nobody asks for another message id, whose refusal would hide the doubt', async () => {
  const { books, room } = await opened();
  await failureOf(once(room.effect({ act: fails('unknown') }), books));
  const newMessageId = () => Promise.reject(new GatewayFailure('restricted', 'unauthorized', 'refused'));
  expect(await failureOf(once(room.effect({ newMessageId }), books))).toMatchObject({ type: 'EffectUnsettled' });
});

const undocumented = 'HTTP 201, application/json, {queued: boolean}';
const oddly = (room: Room, heard: boolean) => async (): Promise<Evidence> => {
  if (heard) await room.say();
  throw new GatewayFailure('unknown', 'unexpected-answer', 'the answer has no message id', { undocumented });
};

test('an answer that nobody documents is not believed: a reading tells at once what happened, and its shape is kept', async () => {
  const { books, room } = await opened();
  const { evidence } = await once(room.effect({ act: oddly(room, true) }), books);
  expect(evidence).toEqual({ ...found, undocumented });
  expect((await once(room.effect(), books)).evidence).toEqual(evidence);
  expect(room).toMatchObject({ heard: 1, looks: 1 });
});

test('an answer that nobody documents, with nothing to be seen of it yet, leaves the outcome in doubt', async () => {
  const { books, room } = await opened();
  const doubt = await failureOf(once(room.effect({ act: oddly(room, false) }), books));
  expect(doubt).toMatchObject({ type: 'EffectUnsettled', nextRetryDelay: leaseMs + settleMs });
  expect(doubt.message).toContain('the answer has no message id');
});

test('an answer that nobody documents, and no reading to be had, leaves the outcome in doubt', async () => {
  const { books, room } = await opened();
  const act = oddly(room, true);
  const doubt = await failureOf(once(room.effect({ act, look: fails('final') }), books));
  expect(doubt).toMatchObject({ type: 'EffectUnsettled' });
});

/** What an odd answer leaves behind when nothing is to be seen of its effect, or its worker dies before it can look. */
async function afterOddAnswer(heard: boolean) {
  const { books, clock, room } = await opened();
  await failureOf(once(room.effect({ act: oddly(room, heard), look: async () => undefined }), books));
  await clock.pass(leaseMs + settleMs);
  return { books, room };
}

test('an answer that nobody documents is told also where only a later attempt finds what happened', async () => {
  const { books, room } = await afterOddAnswer(true);
  expect((await once(room.effect(), books)).evidence).toEqual({ ...found, undocumented });
  expect(room.heard).toBe(1);
});

test('an answer that nobody documents is told also where a later attempt had to act again', async () => {
  const { books, room } = await afterOddAnswer(false);
  expect((await once(room.effect(), books)).evidence).toEqual({ ...said, undocumented });
  expect(room.heard).toBe(1);
});

test('an answer that nobody documents is told to the person who is asked what happened', async () => {
  const { books, room } = await afterOddAnswer(true);
  const failure = await failureOf(once(room.effect({ look: fails('final') }), books));
  expect(failure).toMatchObject({ type: 'UnknownOutcome', message: expect.stringContaining(undocumented) });
});

test('an answer that nobody documents is kept before anybody looks: a worker may die while it looks', async () => {
  const { books, clock, room } = await opened();
  const look = () => Promise.reject(new Error('the worker was killed'));
  await expect(once(room.effect({ act: oddly(room, true), look }), books)).rejects.toThrow('killed');
  await clock.pass(leaseMs + settleMs);
  expect((await once(room.effect(), books)).evidence).toEqual({ ...found, undocumented });
});

test('an effect that is in doubt again and again without having happened is for a person after the third time', async () => {
  const { books, clock, room } = await opened();
  let asked = 0;
  const act = (): Promise<Evidence> => {
    asked++;
    return fails('unknown')();
  };
  for (let tries = 0; tries < 3; tries++) {
    expect(await failureOf(once(room.effect({ act }), books))).toMatchObject({ type: 'EffectUnsettled' });
    await clock.pass(leaseMs + settleMs);
  }
  const enough = { type: 'UnknownOutcome', details: [{ code: 'asked-in-vain', inDoubt: true }] };
  expect(await failureOf(once(room.effect({ act }), books))).toMatchObject(enough);
  expect(asked).toBe(3);
  // A person who says "retry" has it tried again.
  expect((await once(room.effect({ retries: 1 }), books)).evidence).toEqual(said);
});

test('a gateway that surely did nothing does not count as one in doubt', async () => {
  const { books, clock, room } = await opened();
  await failureOf(once(room.effect({ act: fails('unknown') }), books));
  await clock.pass(leaseMs + settleMs);
  for (let tries = 0; tries < 5; tries++) await failureOf(once(room.effect({ act: fails('retry') }), books));
  expect((await once(room.effect(), books)).evidence).toEqual(said);
});
