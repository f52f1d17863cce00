import { onTestFinished } from 'vitest';
import { openMemberships, type OpenMemberships } from '../../activities/memberships/open.ts';
import type { Books } from '../../activities/memberships/books.ts';
import type { Claim, ClaimRequest, OpenExit } from '../../activities/memberships/memberships.ts';
import type { Evidence, Receipt } from '../../activities/receipt.ts';
import type { Clock } from './clock.ts';
import { sqlite, type Database } from './databases.ts';

export const group = { instanceId: 'sales', groupId: '120363000000000001@g.us' };
export const message: Evidence = { kind: 'message', messageId: '3EB0AA', found: 'answered' };
export const departure: Evidence = { kind: 'event', eventId: 'evt-1', occurredAt: '2026-03-01T10:00:00.000Z' };

/** Opens new books, which are closed when the test is over; in SQLite where a test is not about the database. */
export async function openBooks(database: Database = sqlite, clock?: Clock, events?: () => void): Promise<Books> {
  const place = { ...(await database.newPlace()), eventsWritten: events };
  if (clock === undefined) return openBooksAt(place);
  const books = await openBooksAt(database.atClock(place, clock));
  await database.setClock(place, clock);
  return books;
}

export async function openBooksAt(place: OpenMemberships): Promise<Books> {
  const books = await openMemberships(place);
  onTestFinished(() => books.close());
  return books;
}

export function anExit(exitId: string): OpenExit {
  return { ...group, exitId, reason: 'service ended' };
}

export function aClaim(exitId: string, token: string, more: Partial<ClaimRequest> = {}): ClaimRequest {
  return { ...group, exitId, effect: 'goodbye', token, leaseMs: 10_000, settleMs: 60_000, ...more };
}

export function aReceipt(exitId: string, more: Partial<Receipt> = {}): Receipt {
  return {
    ...group,
    exitId,
    reason: 'service ended',
    requestedBy: 'backend',
    outcome: 'left',
    summary: 'Left the group.',
    steps: [],
    holds: [],
    startedAt: '2026-03-01T10:00:00.000Z',
    finishedAt: '2026-03-01T10:01:00.000Z',
    ...more,
  };
}

export function isFresh(claim: Claim): boolean {
  return claim.kind === 'ours' && claim.fresh;
}
