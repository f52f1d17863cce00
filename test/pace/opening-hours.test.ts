import { expect, test } from 'vitest';
import type { Weekday } from '../../activities/pace/policy.ts';
import { nextOpening } from '../../workflows/pace/opening-hours.ts';

const everyDay: Weekday[] = [1, 2, 3, 4, 5, 6, 7];

function openingIn(timeZone: string, from: string, to: string, at: string, weekdays = everyDay) {
  const { atMs, because } = nextOpening({ timeZone, hours: { from, to }, weekdays }, Date.parse(at));
  return [new Date(atMs).toISOString(), because];
}

test('a time zone that does not exist, and no weekday at all, are refused instead of waited for', () => {
  expect(() => openingIn('Europe/Atlantis', '09:00', '20:00', '2026-06-01T12:00:00Z')).toThrow(/Europe\/Atlantis/);
  expect(() => openingIn('UTC', '09:00', '20:00', '2026-06-01T12:00:00Z', [])).toThrow(/weekdays must not be empty/);
});

test.each([
  ['within the hours it is open', 'America/Sao_Paulo', '2026-06-01T12:00:00Z', '2026-06-01T12:00:00.000Z', 'open'],
  ['the first minute is in', 'America/Sao_Paulo', '2026-06-02T12:00:00Z', '2026-06-02T12:00:00.000Z', 'open'],
  ['the last minute is out', 'America/Sao_Paulo', '2026-06-01T23:00:00Z', '2026-06-02T12:00:00.000Z', 'hours'],
  ['before them it waits for them', 'Asia/Kathmandu', '2026-06-01T00:00:00Z', '2026-06-01T03:15:00.000Z', 'hours'],
  ['on Saturday it waits for Monday', 'Europe/Berlin', '2026-06-06T10:00:00Z', '2026-06-08T07:00:00.000Z', 'weekday'],
])('%s', (_what, timeZone, at, opens, because) => {
  expect(openingIn(timeZone, '09:00', '20:00', at, [1, 2, 3, 4, 5])).toEqual([opens, because]);
});

test('a night belongs to the day on which it begins', () => {
  // Friday night lasts into Saturday; Saturday has none of its own.
  expect(openingIn('UTC', '22:00', '06:00', '2026-06-06T05:59:00Z', [5])).toEqual(['2026-06-06T05:59:00.000Z', 'open']);
  expect(openingIn('UTC', '22:00', '06:00', '2026-06-06T06:00:00Z', [5])).toEqual([
    '2026-06-12T22:00:00.000Z',
    'weekday',
  ]);
});

test('the morning after the clocks were changed opens by the new clock', () => {
  // Berlin, 29 March and 25 October 2026.
  expect(openingIn('Europe/Berlin', '09:00', '20:00', '2026-03-28T20:00:00Z')[0]).toBe('2026-03-29T07:00:00.000Z');
  expect(openingIn('Europe/Berlin', '09:00', '20:00', '2026-10-24T20:00:00Z')[0]).toBe('2026-10-25T08:00:00.000Z');
  // By half an hour on Lord Howe Island, at midnight in Havana.
  expect(openingIn('Australia/Lord_Howe', '09:00', '20:00', '2026-10-03T10:00:00Z')[0]).toBe(
    '2026-10-03T22:00:00.000Z',
  );
  expect(openingIn('America/Havana', '00:00', '01:30', '2026-03-08T03:00:00Z')[0]).toBe('2026-03-08T05:00:00.000Z');
});

test('an opening that the clocks jump over is at the jump, unless the closing is jumped over too', () => {
  expect(openingIn('Europe/Berlin', '02:30', '04:00', '2026-03-29T00:00:00Z')[0]).toBe('2026-03-29T01:00:00.000Z');
  expect(openingIn('Europe/Berlin', '02:10', '02:50', '2026-03-29T00:00:00Z')[0]).toBe('2026-03-30T00:10:00.000Z');
});

test('an hour that comes twice is open twice', () => {
  expect(openingIn('Europe/Berlin', '02:00', '02:30', '2026-10-25T00:00:00Z')[0]).toBe('2026-10-25T00:00:00.000Z');
  expect(openingIn('Europe/Berlin', '02:00', '02:30', '2026-10-25T00:30:00Z')[0]).toBe('2026-10-25T01:00:00.000Z');
});
