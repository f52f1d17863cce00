import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openMemberships } from '../../activities/memberships/open.ts';
import type { Claim, ClaimRequest, Memberships, OpenExit } from '../../activities/memberships/memberships.ts';
import type { Evidence, Receipt } from '../../activities/receipt.ts';

export const group = { instanceId: 'sales', groupId: '120363000000000001@g.us' };
export const message: Evidence = { kind: 'message', messageId: '3EB0AA', found: 'answered' };
export const departure: Evidence = { kind: 'event', eventId: 'evt-1', occurredAt: '2026-03-01T10:00:00.000Z' };

/** A directory that is gone when the test is over. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'group-exit-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

/** A clock that stands still until it is told to go on. */
export class Clock {
  nowMs = Date.parse('2026-03-01T10:00:00.000Z');

  readonly read = (): number => this.nowMs;

  pass(ms: number): void {
    this.nowMs += ms;
  }
}

export async function openBooks(file?: string, clock?: () => number): Promise<Memberships> {
  const path = file ?? join(await temporaryDirectory(), 'books.sqlite');
  const books = await openMemberships({ file: path, ...(clock === undefined ? {} : { clock }) });
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
