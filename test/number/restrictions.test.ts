import { expect, test } from 'vitest';
import { pauseNumberSignal, resumeNumberSignal, sessionSeenSignal } from '../../workflows/number/messages.ts';
import { failingFirst, failure, type Script } from '../stories/scripted.ts';
import { until } from '../support/house.ts';
import { deedsOf, tellOfNumber, withoutRest } from './number-story.ts';

/** No multiple of the hour after which exits ask again: this server trips over a timer that is cancelled as it fires. */
const RESTRICTED_MS = 20 * 60_000;
const said = { kind: 'message', messageId: '3EB0AA', found: 'answered' } as const;
const restricted = (retryAfterMs?: number) =>
  failure('NumberRestricted', 'WhatsApp restricts the number (463)', 'account-restricted', retryAfterMs);

test('a restriction before the goodbye stops the number until the time that the gateway names, and holds nobody', () =>
  tellOfNumber(
    { activities: { sayGoodbye: failingFirst([restricted(RESTRICTED_MS)], async () => said) } },
    async (story) => {
      const exit = await story.exit(1);
      const receipt = await story.receiptOf(exit);
      expect(receipt).toMatchObject({ outcome: 'left', holds: [] });
      const [first = 0, second = 0] = (await deedsOf([exit]))
        .filter(({ what }) => what === 'sayGoodbye')
        .map(({ atMs }) => atMs);
      expect(second - first).toBeGreaterThanOrEqual(RESTRICTED_MS);
    },
  ));

test('where no time is named, the exits wait, saying why, until the session works again', () =>
  tellOfNumber(
    { activities: { saveInviteCode: failingFirst([restricted()], async () => ({ saved: true })) } },
    async (story) => {
      const exit = await story.exit(1);
      const { waitingFor } = await story.untilExit(
        exit,
        (progress) => progress.waitingFor?.includes('paused itself') ?? false,
      );
      expect(waitingFor).toContain('account-restricted: WhatsApp restricts the number (463)');
      const atMs = (await story.environment.currentTimeMs()) + 1_000;
      await story.number.signal(sessionSeenSignal, { state: 'starting', atMs });
      expect(await story.status()).toMatchObject({ state: 'restricted' });
      await story.number.signal(sessionSeenSignal, { state: 'working', atMs: atMs + 1 });
      expect(await story.receiptOf(exit)).toMatchObject({ outcome: 'left', holds: [] });
    },
  ));

test('past the goodbye a restriction is for a person, while the number stands still', () =>
  tellOfNumber({ pace: withoutRest, activities: { leaveGroup: () => Promise.reject(restricted()) } }, async (story) => {
    const exit = await story.exit(1);
    const { hold } = await story.untilExit(exit, (progress) => progress.hold !== undefined);
    expect(hold).toMatchObject({ kind: 'number-restricted', choices: ['retry', 'abandon'] });
    expect(await story.untilNumber(({ turn }) => turn === undefined)).toMatchObject({
      state: 'restricted',
      waiting: 0,
    });
  }));

test('three exits in a row that fail alike stop the number; a person lets it go on', () =>
  tellOfNumber(
    {
      pace: withoutRest,
      activities: {
        preFlight: () => Promise.reject(failure('MembershipUnclear', 'the listing is empty', 'empty-listing')),
      },
    },
    async (story) => {
      for (const group of [1, 2, 3]) {
        const exit = await story.exit(group);
        await story.untilExit(exit, (progress) => progress.hold !== undefined);
        await exit.terminate();
      }
      const { restriction } = await story.untilNumber(({ state }) => state === 'restricted');
      expect(restriction).toMatchObject({ code: 'empty-listing' });
      expect(restriction?.message).toContain('3 turns in a row');
      await story.number.signal(resumeNumberSignal);
      expect(await story.status()).toMatchObject({ state: 'working', usedToday: 3 });
    },
  ));

test('a limit of the rate slows this number down and no other, and its exit goes on by itself', () =>
  tellOfNumber(
    {
      activities: {
        saveInviteCode: failingFirst(
          [failure('GatewayRetry', 'slow down', 'rate-overlimit', RESTRICTED_MS)],
          async () => ({ saved: true }),
        ),
      },
    },
    async (story) => {
      const first = await story.exit(1);
      await story.untilExit(first, ({ waitingFor }) => waitingFor?.startsWith('slow down') ?? false);
      const second = await story.exit(2);
      const elsewhere = await story.exit(3, { instanceId: 'support' });
      expect((await story.receiptOf(elsewhere)).outcome).toBe('left');
      await story.receiptOf(second);
      await story.receiptOf(first);
      const [limited] = (await deedsOf([first])).filter(({ what }) => what === 'saveInviteCode');
      const [next] = await deedsOf([second]);
      expect((next?.atMs ?? 0) - (limited?.atMs ?? 0)).toBeGreaterThanOrEqual(RESTRICTED_MS);
      const [other] = await deedsOf([elsewhere]);
      expect((other?.atMs ?? 0) - (limited?.atMs ?? 0)).toBeLessThan(RESTRICTED_MS / 2);
    },
  ));

test('the session that is logged out stops the number, and an event of before says nothing any more', () =>
  tellOfNumber({}, async (story) => {
    await story.pauseFirst();
    await story.number.signal(resumeNumberSignal);
    const atMs = await story.environment.currentTimeMs();
    await story.number.signal(sessionSeenSignal, { state: 'needs-login', atMs });
    await story.number.signal(sessionSeenSignal, { state: 'working', atMs: atMs - 1 });
    expect(await story.status()).toMatchObject({ state: 'restricted', restriction: { code: 'logged-out' } });
    await story.number.signal(pauseNumberSignal, { reason: 'as well' });
    await story.number.signal(sessionSeenSignal, { state: 'working', atMs: atMs + 60_000 });
    const { state, restriction } = await story.status();
    expect({ state, restriction }).toEqual({ state: 'paused', restriction: undefined });
  }));

test('the service of whoever runs this hears once that the number stands still, and that it goes on', async () => {
  const told: string[] = [];
  const tellNumber: Script['activities']['tellNumber'] = async ({ type, data }) =>
    void told.push('reason' in data ? `${type}: ${data.reason}` : type);
  await tellOfNumber({ activities: { tellNumber } }, async (story) => {
    await story.pauseFirst({ reason: 'odd looks', pausedBy: 'ana' });
    await story.untilNumber(({ state }) => state === 'paused');
    await until(() => told.length === 1);
    await story.number.signal(resumeNumberSignal);
    await until(() => told.length === 2);
  });
  expect(told).toEqual([
    'number.paused: the number is paused by ana (odd looks) until a person resumes it',
    'number.resumed',
  ]);
});
