import { expect, test } from 'vitest';
import type { PacePolicy } from '../../activities/pace/policy.ts';
import { presets } from '../../activities/pace/presets.ts';
import { nextTurn } from '../../workflows/pace/next-turn.ts';
import { afterGrant, afterTurn, nothingUsed, type PaceUsed } from '../../workflows/pace/used.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const NOON_MS = Date.parse('2026-06-01T12:00:00Z'); // a Monday

/** By the gentle pace, day and night unless the test says otherwise. */
const policyWith = (more: Partial<PacePolicy>): PacePolicy => ({
  ...presets.gentle,
  hours: { from: '00:00', to: '24:00' },
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  ...more,
});

/** Turns of a minute each, one after another. */
function usedBy(policy: PacePolicy, startsMs: number[]): PaceUsed {
  return startsMs.reduce(
    (used, startMs) => afterTurn(afterGrant(used, policy, startMs), policy, startMs + MINUTE_MS, () => 0),
    nothingUsed,
  );
}

test('a number that has done nothing yet may begin', () => {
  expect(nextTurn(presets.gentle, nothingUsed, NOON_MS)).toEqual({ atMs: NOON_MS, because: 'now' });
});

test('the policy "none" holds nothing back', () => {
  const used = usedBy(presets.none, [NOON_MS, NOON_MS]);
  expect(nextTurn(presets.none, used, NOON_MS)).toEqual({ atMs: NOON_MS, because: 'now' });
});

test('the gap counts from the end of the last turn', () => {
  const policy = policyWith({});
  const used = usedBy(policy, [NOON_MS]);
  expect(nextTurn(policy, used, NOON_MS + MINUTE_MS)).toEqual({
    atMs: NOON_MS + MINUTE_MS + 45 * SECOND_MS,
    because: 'gap',
  });
  const longest = afterTurn(used, policy, NOON_MS, () => 1 - Number.EPSILON);
  expect(longest.gapMs).toBe(120 * SECOND_MS);
});

test('after so many turns there is a break, and a quiet while is one as well', () => {
  const policy = policyWith({ breakEvery: 2 });
  const used = usedBy(policy, [NOON_MS, NOON_MS + 2 * MINUTE_MS]);
  const endMs = NOON_MS + 3 * MINUTE_MS;
  expect(nextTurn(policy, used, endMs)).toEqual({ atMs: endMs + 5 * MINUTE_MS, because: 'break' });
  const rested = usedBy(policy, [NOON_MS, NOON_MS + HOUR_MS]);
  expect(nextTurn(policy, rested, NOON_MS + HOUR_MS + MINUTE_MS)).toMatchObject({ because: 'gap' });
});

test('the caps slide: a turn is free again an hour, or a day, after it was granted', () => {
  const hourly = policyWith({ perHour: 2 });
  const starts = [NOON_MS, NOON_MS + 10 * MINUTE_MS];
  const nowMs = NOON_MS + 30 * MINUTE_MS;
  expect(nextTurn(hourly, usedBy(hourly, starts), nowMs)).toEqual({ atMs: NOON_MS + HOUR_MS, because: 'hourly-cap' });
  const daily = policyWith({ perDay: 2 });
  expect(nextTurn(daily, usedBy(daily, starts), nowMs)).toEqual({ atMs: NOON_MS + 24 * HOUR_MS, because: 'daily-cap' });
});

test('a cap that was lowered for a while and raised again counts all that was done', () => {
  const low = policyWith({ perDay: 1 });
  const used = usedBy(low, [NOON_MS, NOON_MS + HOUR_MS]);
  expect(nextTurn(policyWith({ perDay: 2 }), used, NOON_MS + 2 * HOUR_MS).atMs).toBe(NOON_MS + 24 * HOUR_MS);
});

test('a young number has its own daily cap until it has grown up', () => {
  const young = policyWith({ young: { untilMs: NOON_MS + 48 * HOUR_MS, perDay: 1 } });
  const used = usedBy(young, [NOON_MS]);
  expect(nextTurn(young, used, NOON_MS + HOUR_MS)).toEqual({ atMs: NOON_MS + 24 * HOUR_MS, because: 'daily-cap' });
  const nearlyGrown = policyWith({ young: { untilMs: NOON_MS + 2 * HOUR_MS, perDay: 1 } });
  expect(nextTurn(nearlyGrown, used, NOON_MS + HOUR_MS).atMs).toBe(NOON_MS + 2 * HOUR_MS);
});

test('says whether it is the time of day or the day that it waits for', () => {
  const night = Date.parse('2026-06-05T21:00:00Z');
  expect(nextTurn(presets.gentle, nothingUsed, night)).toEqual({
    atMs: Date.parse('2026-06-08T09:00:00Z'),
    because: 'hours',
  });
  const saturday = Date.parse('2026-06-06T12:00:00Z');
  expect(nextTurn(presets.gentle, nothingUsed, saturday)).toMatchObject({ because: 'weekday' });
});
