import { expect, it } from 'vitest';
import { casesFrom } from './cases.ts';

it.each(['abc', '0', '-1', '1.5', '1e6', '', ' 10', '10 000', '99999999999999999999'])(
  'FUZZ_CASES=%j is refused rather than nothing tried',
  (given) => {
    expect(() => casesFrom(given)).toThrow(/^FUZZ_CASES must be a positive whole number such as 10000; it is/);
  },
);

it('is 10,000 unless FUZZ_CASES says otherwise', () => {
  expect(casesFrom()).toBe(10_000);
  expect(casesFrom('1000000')).toBe(1_000_000);
});
