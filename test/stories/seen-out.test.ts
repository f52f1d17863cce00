import { describe, expect, test } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import type { SeenOut } from '../../activities/seen-out.ts';
import { decideUpdate, departureSeenSignal, pauseSignal, resumeSignal } from '../../workflows/messages.ts';
import { facts, failure, outByReading, script, type Script } from './scripted.ts';
import { play, step, tell, type Story } from './story.ts';

const MINUTES = 60_000;
const seen: SeenOut = { evidence: outByReading, againAfterMs: 3 * MINUTES, oneSource: false, afresh: false };
const fromOneSource: SeenOut = { ...seen, oneSource: true };
const seenTwice = { ...outByReading, firstReadAt: '2026-01-01T00:00:00.000Z' };

type Look = SeenOut | 'in';

/** Pre-flights that see us out or in, the last one for good. */
function looking(...looks: Look[]): Script {
  return script({
    preFlight: async ({ exitId }) => {
      const look = looks.length > 1 ? looks.shift() : looks[0];
      if (look === undefined || look === 'in') return { kind: 'member', exitId, leaving: false, facts };
      return { kind: 'not-a-member', exitId, leaving: false, ...look };
    },
  });
}

function told(story: Story, occurredAtMs: number): Promise<void> {
  return story.handle.signal(departureSeenSignal, { eventId: 'evt_1', occurredAtMs, proves: true });
}

const looks = ({ calls }: Script) => calls.filter((name) => name === 'preFlight').length;

describe('a gateway that shows us out before we left', () => {
  test('is asked again minutes later: a group that is found again is left properly', async () => {
    const scripted = looking(seen, 'in');
    const receipt = await play(scripted);
    expect(receipt.outcome).toBe('left');
    expect(scripted.calls).toContain('sayGoodbye');
    expect(step(receipt, 'pre-flight').code).toBeUndefined();
  });

  test('is believed when it says so twice, far enough apart', async () => {
    const scripted = looking(seen);
    await tell(scripted, async (story) => {
      const startedMs = await story.environment.currentTimeMs();
      const receipt = await story.receipt();
      expect(receipt.outcome).toBe('already-out');
      expect(step(receipt, 'pre-flight').evidence).toEqual(seenTwice);
      expect((await story.environment.currentTimeMs()) - startedMs).toBeGreaterThanOrEqual(3 * MINUTES);
    });
    expect(looks(scripted)).toBe(2);
    expect(scripted.calls).not.toContain('leaveGroup');
  });

  test('has to say so twice in a row: a reading with us in it, or none at all, begins anew', async () => {
    const scripted = looking(seen, { ...seen, afresh: true }, seen);
    expect((await play(scripted)).outcome).toBe('already-out');
    expect(looks(scripted)).toBe(3);
  });

  test('asks a person to check the id where its one source has no such group and nothing has ever shown it', async () => {
    const unknown = { leaving: false, unknownGroup: true, ...fromOneSource };
    const preFlight: Activities['preFlight'] = async ({ exitId }) => ({ kind: 'not-a-member', exitId, ...unknown });
    await tell(script({ preFlight }), async (story) => {
      await story.environment.sleep('4 minutes');
      const { hold } = await story.until((progress) => progress.hold !== undefined);
      expect(hold).toMatchObject({ kind: 'pre-flight-failed', question: expect.stringContaining('check the id') });
      await story.handle.executeUpdate(decideUpdate, { args: [{ action: 'abandon', decidedBy: 'ana' }] });
      expect((await story.receipt()).outcome).toBe('abandoned');
    });
  });

  test('is told from a removal by the webhook about it', async () => {
    const scripted = looking(fromOneSource);
    await tell(scripted, async (story) => {
      await story.until(({ waitingFor }) => waitingFor?.startsWith('by one reading') ?? false);
      await told(story, (await story.environment.currentTimeMs()) + 1_000);
      const receipt = await story.receipt();
      expect(receipt.outcome).toBe('already-out');
      expect(step(receipt, 'pre-flight').evidence).toMatchObject({
        sources: ['group: absent', 'listing: not in it', 'event: evt_1'],
      });
    });
  });

  test('is not proven right by a webhook from before the exit', async () => {
    const scripted = looking(seen, 'in');
    await tell(scripted, async (story) => {
      await story.until(({ waitingFor }) => waitingFor?.startsWith('by one reading') ?? false);
      await told(story, (await story.environment.currentTimeMs()) - 10 * MINUTES);
      expect((await story.receipt()).outcome).toBe('left');
    });
  });

  test('is for a person where it has one source only', async () => {
    const scripted = looking(fromOneSource, fromOneSource, 'in');
    await tell(scripted, async (story) => {
      await story.environment.sleep('4 minutes');
      const { hold } = await story.until((progress) => progress.hold !== undefined);
      expect(hold).toMatchObject({ kind: 'pre-flight-failed', question: expect.stringContaining('one source') });
      await story.handle.executeUpdate(decideUpdate, { args: [{ action: 'retry', decidedBy: 'olga' }] });
      expect((await story.receipt()).outcome).toBe('left');
    });
    expect(scripted.calls).not.toContain('markActive');
  });

  test('can be paused while the second reading is due', async () => {
    const scripted = looking(seen, 'in');
    await tell(scripted, async (story) => {
      await story.until(({ waitingFor }) => waitingFor?.startsWith('by one reading') ?? false);
      await story.handle.signal(pauseSignal);
      await story.until(({ waitingFor }) => waitingFor?.startsWith('paused') ?? false);
      expect(looks(scripted)).toBe(1);
      await story.handle.signal(resumeSignal);
      expect((await story.receipt()).outcome).toBe('left');
    });
  });
});

describe('after our own leave', () => {
  test('two readings prove it, also from one source that showed us before', async () => {
    const scripted = script({ confirmDeparture: async () => fromOneSource });
    const receipt = await play(scripted);
    expect(step(receipt, 'confirmation')).toMatchObject({ code: 'reading', evidence: seenTwice });
    expect(scripted.calls.filter((name) => name === 'confirmDeparture')).toHaveLength(2);
  });

  test('a group that was only forgotten for a while is left once more', async () => {
    const readings = [async () => seen, async () => Promise.reject(failure('StillAMember', 'still in'))];
    let requests = 0;
    const scripted = script({
      confirmDeparture: async () => (readings.shift() ?? (async () => seen))(),
      leaveGroup: async (input) => {
        requests = input.request;
        return script().activities.leaveGroup(input);
      },
    });
    expect((await play(scripted)).outcome).toBe('left');
    expect(requests).toBe(2);
    expect(scripted.calls.filter((name) => name === 'confirmDeparture')).toHaveLength(4);
  });

  test('a webhook between the two readings is the proof', async () => {
    const scripted = script({ confirmDeparture: async () => seen });
    await tell(scripted, async (story) => {
      await story.environment.sleep('1 minute');
      await told(story, await story.environment.currentTimeMs());
      expect(step(await story.receipt(), 'confirmation').code).toBe('webhook');
    });
  });

  test('a look after a lost answer proves nothing by itself', async () => {
    const departure = { evidence: outByReading, requestedAtMs: 0, toBeConfirmed: true };
    const scripted = script({ leaveGroup: async () => departure, confirmDeparture: async () => seen });
    expect(step(await play(scripted), 'confirmation').evidence).toEqual(seenTwice);
  });

  test.each([
    [seen, 'already-out'],
    [fromOneSource, 'abandoned'],
  ])('an exit that is abandoned at its leave believes no single reading: %j', async (reading, outcome) => {
    const scripted = script({
      leaveGroup: async () => Promise.reject(failure('GatewayFinal', 'not allowed', 'not-allowed')),
      readWhetherOut: async () => ({ kind: 'out', ...reading }),
    });
    await tell(scripted, async (story) => {
      await story.until((progress) => progress.hold !== undefined);
      await story.handle.executeUpdate(decideUpdate, { args: [{ action: 'abandon', decidedBy: 'olga' }] });
      expect((await story.receipt()).outcome).toBe(outcome);
    });
    expect(scripted.calls.filter((name) => name === 'readWhetherOut')).toHaveLength(2);
  });
});
