import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLastActivity } from '../../client/roster/last-activity.ts';

const nowMs = Date.parse('2026-06-01T00:00:00Z');
const parse = (value: string | number | Date) => parseLastActivity(value, nowMs);

describe('a last activity is refused', () => {
  test.each([
    ['no time at all', 'yesterday', 'is no time'],
    ["a spreadsheet's date", '31.12.2025 10:00', 'is no time'],
    ['a day that is none', '2026-02-30', 'is no time'],
    ['an hour that is none', '2026-02-20T25:00Z', 'is no time'],
    ['a fraction', 1_767_225_600.5, 'is no time'],
    ['microseconds', '1767225600000000', 'is in the future'],
    ['minutes', '29453760', 'is before WhatsApp'],
    ['a time to come', '2026-06-03', 'is in the future'],
    ['the zero of a database', 0, 'is before WhatsApp'],
    ['a date that is none', new Date(Number.NaN), 'is no time'],
  ])('that is %s', (_, value, problem) => {
    expect(parse(value)).toContain(problem);
  });
});

test.each([
  ['2026-01-31', '2026-01-31T00:00:00Z'],
  ['2026-01-31 10:00', '2026-01-31T10:00:00Z'],
  ['2026-01-31T10:00:00.123Z', '2026-01-31T10:00:00.123Z'],
  ['2026-01-31 10:00:00.123456+00', '2026-01-31T10:00:00.123Z'],
  ['2026-01-31 10:00:00 -0300', '2026-01-31T13:00:00Z'],
  ['2026-01-31T10:00:00+05:30', '2026-01-31T04:30:00Z'],
])('%s is read as %s, wherever it is read', (written, meant) => {
  expect(parse(written)).toBe(Date.parse(meant));
});

test('seconds, milliseconds and ISO texts of one moment are the same moment', () => {
  const seconds = fc.integer({ min: Date.UTC(2009, 0, 1) / 1_000, max: nowMs / 1_000 });
  fc.assert(
    fc.property(seconds, (second) => {
      const ms = second * 1_000;
      const written = [second, ms, String(second), String(ms), new Date(ms), new Date(ms).toISOString()];
      expect(written.map(parse)).toEqual(written.map(() => ms));
    }),
  );
});
