import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { decideUpdate, departureSeenSignal, type DepartureSeen } from '../../workflows/messages.ts';
import { door, failingFirst, failure, outByReading, script } from './scripted.ts';
import { play, step, tell, type Story } from './story.ts';

const requestedAtMs = 1_700_000_000_000;
const accepted = { evidence: { kind: 'accepted' as const, requestedAt: '2026-01-01T00:00:00.000Z' }, requestedAtMs };
const leaveGroup = async () => accepted;

function seen(story: Story, event: Partial<DepartureSeen>): Promise<void> {
  return story.handle.signal(departureSeenSignal, {
    eventId: 'evt_1',
    occurredAtMs: requestedAtMs + 500,
    proves: true,
    ...event,
  });
}

const notYet = (type: string) => ApplicationFailure.retryable('not yet', type);

test('a webhook that arrives before the leave has answered counts', async () => {
  const answering = door();
  const scripted = script({
    leaveGroup: async () => {
      await answering.pass();
      return accepted;
    },
  });
  await tell(scripted, async (story) => {
    await answering.reached;
    await seen(story, {});
    answering.open();
    expect(step(await story.receipt(), 'confirmation').code).toBe('webhook');
  });
  expect(scripted.calls).not.toContain('confirmDeparture');
});

test('a late webhook of an earlier exit proves nothing: membership is read', async () => {
  const scripted = script({ leaveGroup });
  await tell(scripted, async (story) => {
    await story.until(({ step: now }) => now === 'confirmation');
    await seen(story, { occurredAtMs: requestedAtMs - 60_000 });
    expect(step(await story.receipt(), 'confirmation')).toMatchObject({ code: 'reading', evidence: outByReading });
  });
});

test('the same webhook twice changes nothing', async () => {
  await tell(script({ leaveGroup }), async (story) => {
    await story.until(({ step: now }) => now === 'confirmation');
    await seen(story, {});
    await seen(story, {}).catch(() => 'the exit had closed by then, which the handler answers with 2xx');
    expect((await story.receipt()).outcome).toBe('left');
  });
});

test('an event of which nobody knows whether it is ours only causes a reading', async () => {
  const scripted = script({ leaveGroup });
  await tell(scripted, async (story) => {
    await story.until(({ step: now }) => now === 'confirmation');
    await seen(story, { proves: false });
    expect(step(await story.receipt(), 'confirmation').code).toBe('reading');
  });
});

test('a webhook ends the readings that began without it', async () => {
  const scripted = script({ leaveGroup, confirmDeparture: async () => Promise.reject(notYet('MembershipUnclear')) });
  await tell(scripted, async (story) => {
    await story.environment.sleep('10 minutes');
    expect(scripted.calls).toContain('confirmDeparture');
    await seen(story, {});
    expect(step(await story.receipt(), 'confirmation').code).toBe('webhook');
  });
});

test('a lost webhook is replaced by readings at growing intervals', async () => {
  const readAtMs: number[] = [];
  let left = 4;
  await tell(
    script({
      leaveGroup,
      confirmDeparture: async () => {
        readAtMs.push(Date.now());
        if (left-- > 0) throw notYet('StillAMember');
        return outByReading;
      },
    }),
    async (story) => {
      const startedMs = await story.environment.currentTimeMs();
      expect((await story.receipt()).outcome).toBe('left');
      // Half a minute for the webhook, then 15 + 30 + 60 + 120 s between the five readings.
      const { closeTime } = await story.handle.describe();
      expect((closeTime?.getTime() ?? 0) - startedMs).toBeGreaterThanOrEqual((30 + 15 + 30 + 60 + 120) * 1_000);
    },
  );
  expect(readAtMs).toHaveLength(5);
});

test('accepted and not left: the leave is asked for again after readings that we are still in, and then a person is', async () => {
  const requests: number[] = [];
  const scripted = script({
    leaveGroup: async ({ request }) => {
      requests.push(request);
      return accepted;
    },
    confirmDeparture: async () => Promise.reject(failure('StillAMember', 'the group still lists us', 'still-a-member')),
  });
  await tell(scripted, async (story) => {
    await story.environment.sleep('10 minutes');
    const { hold } = await story.until((progress) => progress.hold !== undefined);
    expect(hold?.kind).toBe('departure-unproven');
    expect(requests).toEqual([1, 2, 3]);
    expect(scripted.calls.filter((name) => name === 'readWhetherOut')).toHaveLength(2);
    await story.handle.executeUpdate(decideUpdate, { args: [{ action: 'abandon', decidedBy: 'ana' }] });
    expect(await story.receipt()).toMatchObject({ outcome: 'abandoned', code: 'departure-unproven' });
  });
});

test('no proof within a day is held, and the row is not withdrawn', async () => {
  const scripted = script({ leaveGroup, confirmDeparture: async () => Promise.reject(notYet('MembershipUnclear')) });
  await tell(scripted, async (story) => {
    await story.environment.sleep('25 hours');
    const { hold } = await story.until((progress) => progress.hold !== undefined);
    expect(hold?.kind).toBe('departure-unproven');
    expect(scripted.calls).not.toContain('markWithdrawn');
    await seen(story, {});
    await story.handle.executeUpdate(decideUpdate, { args: [{ action: 'retry', decidedBy: 'ana' }] });
    expect(step(await story.receipt(), 'confirmation').code).toBe('webhook');
  });
});

test('the answer to the leave is lost, and a webhook proves the departure all the same', async () => {
  const scripted = script({ leaveGroup: async () => Promise.reject(notYet('EffectUnsettled')) });
  await tell(scripted, async (story) => {
    await story.until(({ step: now }) => now === 'leave');
    await seen(story, { occurredAtMs: (await story.environment.currentTimeMs()) + 1_000 });
    const receipt = await story.receipt();
    expect(receipt.outcome).toBe('left');
    expect(step(receipt, 'confirmation')).toMatchObject({ code: 'webhook', evidence: { eventId: 'evt_1' } });
  });
  expect(scripted.calls).toContain('markWithdrawn');
});

test('while a leave is in doubt, the progress says why nothing moves and when it is looked at', async () => {
  const doubt = failure('EffectUnsettled', 'an attempt at the leave may have taken effect', 'unsettled', 60_000);
  const scripted = script({ leaveGroup: failingFirst([doubt], leaveGroup) });
  await tell(scripted, async (story) => {
    const waiting = await story.until(({ waitingFor }) => waitingFor !== undefined);
    expect(waiting).toMatchObject({
      step: 'leave',
      waitingFor: expect.stringMatching(/an attempt at the leave may have taken effect\. Next try at 2/),
    });
    expect((await story.receipt()).outcome).toBe('left');
  });
});

test('a database that is away for a while, or workers that die one after another, are waited out and held by nobody', async () => {
  let tries = 0;
  const scripted = script({
    leaveGroup: async () => {
      if (++tries <= 5) throw new Error('the database does not answer');
      return accepted;
    },
  });
  const receipt = await play(scripted);
  expect(receipt).toMatchObject({ outcome: 'left', holds: [] });
  expect(tries).toBe(6);
});

test('a leave that is asked for again and again in vain is held, and a person may have it tried once more', async () => {
  const inVain = failure('UnknownOutcome', 'asked 3 times in vain', 'asked-in-vain', undefined, true);
  const retries: unknown[] = [];
  const leaving = failingFirst([inVain], leaveGroup);
  const scripted = script({ leaveGroup: (input) => (retries.push(input.retries), leaving(input)) });
  await tell(scripted, async (story) => {
    const { hold } = await story.until((progress) => progress.hold !== undefined);
    expect(hold).toMatchObject({ kind: 'leave-failed', question: expect.stringContaining('asked 3 times in vain') });
    await story.handle.executeUpdate(decideUpdate, { args: [{ action: 'retry', decidedBy: 'ana' }] });
    expect((await story.receipt()).outcome).toBe('left');
  });
  expect(retries).toEqual([0, 1]);
});

test('a webhook proves a leave whose answer nobody documents, and the receipt tells that answer too', async () => {
  const undocumented = 'HTTP 202, application/json, {queued: boolean}';
  const scripted = script({
    leaveGroup: async () => Promise.reject(notYet('EffectUnsettled')),
    answerToLeave: async ({ request }) => (request === 1 ? { undocumented } : {}),
  });
  await tell(scripted, async (story) => {
    await story.until(({ step: now }) => now === 'leave');
    await seen(story, { occurredAtMs: (await story.environment.currentTimeMs()) + 1_000 });
    expect(step(await story.receipt(), 'leave')).toMatchObject({ evidence: { eventId: 'evt_1', undocumented } });
  });
});

test("a proof that comes while a person is asked for one answers in the person's place", async () => {
  const scripted = script({ leaveGroup, confirmDeparture: async () => Promise.reject(notYet('MembershipUnclear')) });
  await tell(scripted, async (story) => {
    await story.environment.sleep('25 hours');
    await story.until((progress) => progress.hold !== undefined);
    await seen(story, { occurredAtMs: await story.environment.currentTimeMs() });
    const receipt = await story.receipt();
    expect(receipt.holds).toMatchObject([{ kind: 'departure-unproven', decision: { action: 'proven' } }]);
    expect(step(receipt, 'confirmation').code).toBe('webhook');
  });
});

test('events about others do not put the deadline off', async () => {
  const scripted = script({ leaveGroup, confirmDeparture: async () => Promise.reject(notYet('MembershipUnclear')) });
  await tell(scripted, async (story) => {
    for (let hour = 0; hour < 25; hour++) {
      await story.environment.sleep('1 hour');
      await seen(story, { eventId: `evt_${hour}`, proves: false });
    }
    const { hold } = await story.until((progress) => progress.hold !== undefined);
    expect(hold?.kind).toBe('departure-unproven');
  });
});

test('a signal that is no event is ignored', async () => {
  await tell(script({ leaveGroup }), async (story) => {
    await story.until(({ step: now }) => now === 'confirmation');
    await story.handle.signal('departureSeen');
    await story.handle.signal('departureSeen', { eventId: 'evt_1', occurredAtMs: 1e300, proves: true });
    expect(step(await story.receipt(), 'confirmation').code).toBe('reading');
  });
});

test('caches that cannot be purged are waited for visibly, and the row is right meanwhile', async () => {
  let failures = 5;
  const scripted = script({
    leaveGroup,
    purgeCaches: async () => {
      if (failures-- > 0) throw new Error('Redis does not answer');
      return 3;
    },
  });
  await tell(scripted, async (story) => {
    await story.environment.sleep('35 seconds');
    const { waitingFor } = await story.until((progress) => progress.waitingFor !== undefined);
    expect(waitingFor).toContain('purging the caches did not work: Redis does not answer');
    expect(scripted.calls).toContain('markWithdrawn');
    expect((await story.receipt()).outcome).toBe('left');
  });
});
