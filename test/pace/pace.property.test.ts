import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimatedTurnMs, estimateEndMs } from '../../workflows/pace/estimate.ts';
import { nothingUsed } from '../../workflows/pace/used.ts';
import { anyLoad, anyPolicy, MINUTE_MS, startMs } from './arbitraries.ts';
import { brokenBy, greedily } from './oracle.ts';
import { simulate } from './simulate.ts';

/** Most of them none. */
const downtimes = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(8 * 60 * MINUTE_MS)), {
  minLength: 1,
  maxLength: 12,
});
/** Thrown again and again. */
const dice = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 20 });

test('no gap, cap, break or hour is violated, whatever the policy, the load, the restarts and the clocks', () => {
  fc.assert(
    fc.property(
      anyPolicy({ isFixed: false }),
      startMs,
      anyLoad({ isWhole: false }),
      downtimes,
      dice,
      (policy, start, load, downtimesMs, thrown) => {
        let throws = 0;
        const random = () => thrown[throws++ % thrown.length] ?? 0;
        const turns = simulate({ policy, startMs: start, load, random, downtimesMs });
        for (const [index, { grantedAtMs }] of turns.entries()) {
          expect(brokenBy(policy, turns.slice(0, index), grantedAtMs)).toEqual([]);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('whoever waits is served, and nobody is overtaken by those who asked three days later', () => {
  fc.assert(
    fc.property(
      anyPolicy({ isFixed: false }),
      startMs,
      anyLoad({ isWhole: false }),
      downtimes,
      (policy, start, load, downtimesMs) => {
        const turns = simulate({ policy, startMs: start, load, random: () => 0.5, downtimesMs });
        expect(turns.map(({ asker }) => asker.workflowId).toSorted()).toEqual(
          load.map((_, index) => `exit/sales/${index}`).toSorted(),
        );
        for (const [index, { asker }] of turns.entries()) {
          const threeDaysMs = 3 * 24 * 60 * MINUTE_MS;
          const overtaking = turns
            .slice(0, index)
            .filter((before) => !before.asker.finishing && before.asker.askedAtMs > asker.askedAtMs + threeDaysMs);
          expect(overtaking).toEqual([]);
        }
      },
    ),
    { numRuns: 200 },
  );
});

// Stronger than what is asked for: at most 1 % unused.
test('no turn that the policy allows stays unused while work waits: each is granted in the first minute that allows it', () => {
  fc.assert(
    fc.property(anyPolicy({ isFixed: true }), startMs, anyLoad({ isWhole: true }), (policy, start, given) => {
      // One kind of work, so that the order is the order of asking for whoever does it.
      const load = given.map((one) => ({ ...one, urgency: 'request' as const, finishing: false }));
      const turns = simulate({ policy, startMs: start, load, random: () => 0.5 });
      const asked = turns.map(({ asker, grantedAtMs, endedAtMs }) => ({
        askedAtMs: asker.askedAtMs,
        takesMs: endedAtMs - grantedAtMs,
      }));
      const untilMs = start + 4 * 24 * 60 * MINUTE_MS;
      const soonest = greedily(policy, asked, start, untilMs);
      expect(turns.slice(0, soonest.length).map(({ grantedAtMs }) => grantedAtMs)).toEqual(soonest);
    }),
    { numRuns: 200 },
  );
});

test('the estimate is when the last turn ends, where gaps and breaks are of one length', () => {
  fc.assert(
    fc.property(anyPolicy({ isFixed: true }), startMs, fc.integer({ min: 1, max: 80 }), (policy, start, count) => {
      const turn = { afterMs: 0, takesMs: estimatedTurnMs(policy), urgency: 'request', finishing: false } as const;
      const load = Array.from({ length: count }, () => turn);
      const turns = simulate({ policy, startMs: start, load, random: () => 0.9 });
      expect(estimateEndMs(policy, nothingUsed, count, start)).toBe(turns.at(-1)?.endedAtMs);
    }),
    { numRuns: 100 },
  );
});
