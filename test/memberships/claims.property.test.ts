import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aClaim, anExit, openBooks } from './books.ts';
import { Clock } from './clock.ts';
import { onEachDatabase } from './databases.ts';
import type { ClaimRequest, Memberships } from '../../activities/memberships/memberships.ts';

const LEASE_MS = 10;
const SETTLE_MS = 25;

type Move = { does: 'claim' | 'renew' | 'release'; who: string } | { does: 'pass'; ms: number };

const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    fc.record({
      does: fc.constantFrom('claim' as const, 'renew' as const, 'release' as const),
      who: fc.constantFrom('a', 'b', 'c'),
    }),
    fc.record({ does: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 40 }) }),
  ),
  { maxLength: 40 },
);

/** What the attempts at one exit were told, and so what they may be doing. */
class Told {
  readonly exitId: string;
  /** Until when each may act; one that released has promised that nothing of its own is under way. */
  readonly untilMs = new Map<string, number>();
  holder: string | undefined;
  claims = 0;

  constructor(exitId: string) {
    this.exitId = exitId;
  }

  /** A group of the exit's own: all of them are in the same books. */
  claim(token: string): ClaimRequest {
    const { exitId } = this;
    return aClaim(exitId, token, { groupId: `${exitId}@g.us`, leaseMs: LEASE_MS, settleMs: SETTLE_MS });
  }

  /** From when on nothing that another attempt asked for can still take effect. */
  othersOverMs(who: string): number {
    return Math.max(0, ...[...this.untilMs].flatMap(([other, ms]) => (other === who ? [] : [ms + SETTLE_MS])));
  }
}

async function claim(books: Memberships, clock: Clock, who: string, told: Told): Promise<void> {
  const answer = await books.claim(told.claim(who));
  if (answer.kind === 'held') {
    expect([...told.untilMs.values()].map((ms) => ms + SETTLE_MS - clock.nowMs)).toContain(answer.waitMs);
    return;
  }
  expect(answer).toMatchObject({ kind: 'ours', fresh: told.claims === 0 });
  expect(told.othersOverMs(who)).toBeLessThanOrEqual(clock.nowMs);
  told.claims += 1;
  told.holder = who;
  told.untilMs.set(who, clock.nowMs + LEASE_MS);
}

async function renew(books: Memberships, clock: Clock, who: string, told: Told): Promise<void> {
  const renewed = await books.renew(told.claim(who), who, LEASE_MS);
  expect(renewed).toBe(told.holder === who && (told.untilMs.get(who) ?? 0) > clock.nowMs);
  if (renewed) told.untilMs.set(who, clock.nowMs + LEASE_MS);
}

async function release(books: Memberships, who: string, told: Told): Promise<void> {
  await books.release(told.claim(who), who);
  if (told.holder !== who) return;
  told.untilMs.delete(who);
  told.holder = undefined;
  // Only a claim that nobody else ever had may be forgotten.
  if (told.claims === 1) told.claims = 0;
}

async function play(books: Memberships, clock: Clock, move: Move, told: Told): Promise<void> {
  if (move.does === 'pass') await clock.pass(move.ms);
  else if (move.does === 'claim') await claim(books, clock, move.who, told);
  else if (move.does === 'renew') await renew(books, clock, move.who, told);
  else await release(books, move.who, told);
}

onEachDatabase((database) => {
  test('never lets two attempts act at once, and calls a claim fresh only when nobody can have acted', async () => {
    const clock = new Clock();
    const books = await openBooks(database, clock);
    let exits = 0;
    await fc.assert(
      fc.asyncProperty(moves, async (played) => {
        exits += 1;
        const told = new Told(`exit-${exits}`);
        await books.openExit({ ...anExit(told.exitId), groupId: `${told.exitId}@g.us` });
        for (const move of played) await play(books, clock, move, told);
      }),
      { numRuns: 300 },
    );
  });
});
