import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextTry } from '../../worker/outbox/next-try.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

test('an event is offered for at least three days, ever later, with no more than hours between', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (random) => {
      let atMs = 0;
      let tries = 0;
      for (;;) {
        tries += 1;
        const next = nextTry(tries, atMs, () => random);
        if (next.kind === 'never') break;
        expect(next.delayMs).toBeGreaterThanOrEqual(2_500);
        expect(next.delayMs).toBeLessThanOrEqual(2 * 60 * 60 * 1_000);
        expect(next.delayMs).toBeGreaterThanOrEqual(nextDelay(tries - 1, random));
        atMs += next.delayMs;
      }
      expect(atMs).toBeGreaterThan(3 * DAY_MS);
      expect(tries).toBeLessThan(150);
    }),
  );
});

function nextDelay(tries: number, random: number): number {
  if (tries === 0) return 0;
  const next = nextTry(tries, 0, () => random);
  return next.kind === 'later' ? next.delayMs : Infinity;
}

test('two that failed together are not offered together', () => {
  expect(nextTry(3, 0, () => 0)).not.toEqual(nextTry(3, 0, () => 0.5));
});
