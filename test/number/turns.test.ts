import { expect, test } from 'vitest';
import { cancelExitSignal, pauseSignal, resumeSignal } from '../../workflows/messages.ts';
import { pauseNumberSignal, resumeNumberSignal } from '../../workflows/number/messages.ts';
import { deedsOf, tellOfNumber, type Deed, type ExitRun } from './number-story.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

function timeOf(deeds: Deed[], { workflowId }: ExitRun, what: string): number {
  const deed = deeds.find((one) => one.exit === workflowId && one.what === what);
  if (!deed) throw new Error(`${workflowId} never did ${what}`);
  return deed.atMs;
}

test('an exit has its turn, rests between its steps, longest before it leaves, and the turn is free afterwards', () =>
  tellOfNumber({}, async (story) => {
    const exit = await story.exit(1);
    const receipt = await story.receiptOf(exit);
    expect(receipt.outcome).toBe('left');
    expect(receipt.steps.find(({ step }) => step === 'turn')).toMatchObject({ outcome: 'done' });
    const deeds = await deedsOf([exit]);
    const rests = deeds.slice(1).map(({ atMs }, index) => atMs - (deeds[index]?.atMs ?? 0));
    expect(deeds.map(({ what }) => what).slice(-2)).toEqual(['sayGoodbye', 'leaveGroup']);
    for (const rest of rests.slice(0, -1)) expect(rest).toBeGreaterThanOrEqual(3 * SECOND_MS);
    expect(rests.at(-1)).toBeGreaterThanOrEqual(20 * SECOND_MS);
    expect(await story.untilNumber(({ turn }) => turn === undefined)).toMatchObject({ state: 'working', usedToday: 1 });
  }));

test('two exits of a number have their turns one after the other, with the gap of the pace between them', () =>
  tellOfNumber({}, async (story) => {
    const exits = [await story.exit(1), await story.exit(2)];
    for (const exit of exits) await story.receiptOf(exit);
    const deeds = await deedsOf(exits);
    const order = deeds.map(({ exit }) => exit);
    const [first, second] = order[0] === exits[0]?.workflowId ? exits : exits.toReversed();
    if (!first || !second) throw new Error('two exits were started');
    expect(order.lastIndexOf(first.workflowId)).toBeLessThan(order.indexOf(second.workflowId));
    const gapMs = timeOf(deeds, second, 'preFlight') - timeOf(deeds, first, 'leaveGroup');
    expect(gapMs).toBeGreaterThanOrEqual(45 * SECOND_MS);
  }));

test('while the number is paused, an exit that asks says why it waits, and goes on when the number does', () =>
  tellOfNumber({}, async (story) => {
    await story.pauseFirst({ reason: 'odd looks', pausedBy: 'ana' });
    const exit = await story.exit(1);
    const { waitingFor } = await story.untilExit(exit, (progress) => progress.waitingFor?.includes('place') ?? false);
    expect(waitingFor).toBe(
      'waits for its turn: place 1; the number is paused by ana (odd looks) until a person resumes it',
    );
    expect(await story.status()).toMatchObject({ state: 'paused', waiting: 1 });
    await story.number.signal(resumeNumberSignal);
    expect((await story.receiptOf(exit)).outcome).toBe('left');
  }));

test('a plain signal from the Temporal UI pauses the number, and arguments that are none wedge nothing', () =>
  tellOfNumber({}, async (story) => {
    await story.pauseFirst();
    expect(await story.untilNumber(({ state }) => state === 'paused')).toMatchObject({ waiting: 0 });
    for (const name of ['pause', 'resume', 'askTurn', 'turnOver', 'sessionSeen'])
      for (const nonsense of [null, 7, 'now', [], { untilMs: 'soon', workflowId: 4, state: 'odd', failure: 'yes' }])
        await story.number.signal(name, nonsense);
    await story.number.signal(resumeNumberSignal);
    expect((await story.receiptOf(await story.exit(1))).outcome).toBe('left');
  }));

test('a pause of the number lets the exit at its turn finish, and holds the next one', () =>
  tellOfNumber({}, async (story) => {
    const first = await story.exit(1);
    const { turn } = await story.untilNumber((status) => status.turn !== undefined);
    expect(turn?.workflowId).toBe(first.workflowId);
    await story.number.signal(pauseNumberSignal);
    const second = await story.exit(2);
    expect((await story.receiptOf(first)).outcome).toBe('left');
    await story.environment.sleep('3 hours');
    expect(await deedsOf([second])).toEqual([]);
    await story.number.signal(resumeNumberSignal);
    expect((await story.receiptOf(second)).outcome).toBe('left');
  }));

test('a pause with an end is over by itself, and no burst follows it', () =>
  tellOfNumber({}, async (story) => {
    const untilMs = (await story.environment.currentTimeMs()) + 20 * MINUTE_MS;
    await story.pauseFirst({ untilMs });
    const exits = [await story.exit(1), await story.exit(2), await story.exit(3)];
    for (const exit of exits) await story.receiptOf(exit);
    const starts = (await deedsOf(exits)).filter(({ what }) => what === 'preFlight').map(({ atMs }) => atMs);
    expect(starts[0]).toBeGreaterThanOrEqual(untilMs);
    for (const [index, atMs] of starts.slice(1).entries())
      expect(atMs - (starts[index] ?? 0)).toBeGreaterThanOrEqual(45 * SECOND_MS);
  }));

test('a paused exit does not hold the turn, and takes another one when it is resumed', () =>
  tellOfNumber({}, async (story) => {
    const first = await story.exit(1);
    await story.untilNumber(({ turn }) => turn !== undefined);
    await first.signal(pauseSignal);
    await story.untilExit(first, ({ waitingFor }) => waitingFor?.startsWith('paused') ?? false);
    await story.untilNumber(({ turn }) => turn === undefined);
    const second = await story.exit(2);
    expect((await story.receiptOf(second)).outcome).toBe('left');
    await first.signal(resumeSignal);
    expect((await story.receiptOf(first)).outcome).toBe('left');
    expect(await story.status()).toMatchObject({ usedToday: 3 });
  }));

test('an exit that is cancelled or paused while it waits gives its place back', () =>
  tellOfNumber({}, async (story) => {
    await story.pauseFirst();
    const [cancelled, paused] = [await story.exit(1), await story.exit(2)];
    await story.untilNumber(({ waiting }) => waiting === 2);
    await cancelled.signal(cancelExitSignal);
    expect((await story.receiptOf(cancelled)).outcome).toBe('cancelled');
    await paused.signal(pauseSignal);
    await story.untilNumber(({ waiting }) => waiting === 0);
    await paused.signal(resumeSignal);
    await story.untilNumber(({ waiting }) => waiting === 1);
  }));

test('an exit that is gone frees its turn at once where it had not begun, and by its lease where it had', () =>
  tellOfNumber({}, async (story) => {
    await story.pauseFirst();
    const gone = await story.exit(1);
    // At rest, as below: a task that nobody answers for stops this server's clock.
    await story.untilExit(gone, ({ waitingFor }) => waitingFor?.includes('place') ?? false);
    await gone.terminate();
    const lost = await story.exit(2);
    await story.untilNumber(({ waiting }) => waiting === 2);
    await story.number.signal(resumeNumberSignal);
    const { turn } = await story.untilNumber((status) => status.turn?.workflowId === lost.workflowId);
    expect(await story.status()).toMatchObject({ usedToday: 1 });
    await story.untilExit(lost, ({ steps }) => steps.some(({ step }) => step === 'pre-flight'));
    await lost.terminate();
    const last = await story.exit(3);
    await story.receiptOf(last);
    expect(timeOf(await deedsOf([last]), last, 'preFlight')).toBeGreaterThanOrEqual(Date.parse(turn?.leaseUntil ?? ''));
  }));
