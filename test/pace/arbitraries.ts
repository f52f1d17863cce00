import fc from 'fast-check';
import type { PacePolicy, Range, Weekday } from '../../activities/pace/policy.ts';
import { urgencies } from '../../workflows/pace/queue-order.ts';
import type { Load } from './simulate.ts';

export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** With whole hours, half ones and quarters, on both hemispheres, with changes of an hour, of half of one, and at midnight. */
const timeZone = fc.constantFrom(
  'UTC',
  'America/Sao_Paulo',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
);

/** Any time of three years, and more often than by chance the days around a change of the clocks. */
export const startMs = fc
  .oneof(
    fc.integer({ min: 0, max: 3 * 365 * 24 * 60 }).map((minute) => Date.UTC(2026, 0, 1) + minute * MINUTE_MS),
    fc
      .tuple(
        fc.constantFrom(
          Date.UTC(2026, 2, 8), // New York, Havana, St. John's
          Date.UTC(2026, 2, 29), // Berlin
          Date.UTC(2026, 3, 4, 15), // Lord Howe, Chatham, Santiago
          Date.UTC(2026, 8, 6), // Santiago
          Date.UTC(2026, 9, 3, 15), // Lord Howe
          Date.UTC(2026, 9, 25), // Berlin
          Date.UTC(2026, 10, 1), // New York, Havana
        ),
        fc.integer({ min: -36 * 60, max: 12 * 60 }),
      )
      .map(([changeMs, minutes]) => changeMs + minutes * MINUTE_MS),
  )
  .filter((atMs) => atMs >= 0);

const time = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minutes) => [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':'));

const hours = fc
  .oneof(
    fc.constantFrom({ from: '00:00', to: '24:00' }, { from: '22:00', to: '02:30' }, { from: '02:30', to: '03:00' }),
    fc.record({ from: time, to: time }),
  )
  .filter(({ from, to }) => from !== to);

const weekdays = fc.subarray<Weekday>([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });

/** @param unitMs every length of time is a multiple of it */
const range = (mostUnits: number, unitMs: number, isFixed: boolean): fc.Arbitrary<Range> =>
  fc
    .tuple(fc.nat(mostUnits), fc.nat(isFixed ? 0 : mostUnits))
    .map(([min, more]) => ({ minMs: min * unitMs, maxMs: (min + more) * unitMs }));

/** @param isFixed gaps and breaks of whole minutes and of one length, so that a clock of minutes can follow */
export function anyPolicy({ isFixed }: { isFixed: boolean }): fc.Arbitrary<PacePolicy> {
  const unitMs = isFixed ? MINUTE_MS : 1_000;
  return fc.record(
    {
      name: fc.constantFrom('gentle', 'standard'),
      gap: range(isFixed ? 5 : 200, unitMs, isFixed),
      stepGap: range(8, 1_000, false),
      goodbyeToLeave: range(60, 1_000, false),
      perHour: fc.integer({ min: 1, max: 30 }),
      perDay: fc.integer({ min: 1, max: 60 }),
      young: fc.record({ untilMs: startMs, perDay: fc.integer({ min: 1, max: 20 }) }),
      breakEvery: fc.integer({ min: 1, max: 12 }),
      breakFor: range(isFixed ? 90 : 2_000, unitMs, isFixed),
      hours,
      weekdays,
      timeZone,
    },
    { requiredKeys: Object.keys(required) as (keyof typeof required)[] },
  );
}

const required = {
  name: 1,
  gap: 1,
  stepGap: 1,
  goodbyeToLeave: 1,
  perHour: 1,
  perDay: 1,
  breakEvery: 1,
  breakFor: 1,
  hours: 1,
  weekdays: 1,
  timeZone: 1,
};

/** @param isWhole times in whole minutes */
export function anyLoad({ isWhole }: { isWhole: boolean }): fc.Arbitrary<Load[]> {
  const unitMs = isWhole ? MINUTE_MS : 1;
  const most = isWhole ? 60 : 8 * HOUR_MS;
  return fc.array(
    fc.record({
      // Mostly in heaps, sometimes after a quiet while.
      afterMs: fc.oneof(
        { weight: 8, arbitrary: fc.constant(0) },
        fc.nat(most).map((units) => units * 3 * unitMs),
      ),
      takesMs: fc.nat(isWhole ? 6 : 15 * MINUTE_MS).map((units) => units * unitMs),
      urgency: fc.constantFrom(...urgencies),
      finishing: fc.boolean(),
    }),
    { minLength: 1, maxLength: 90 },
  );
}
