import type { NextTry } from '../../activities/outbox/outbox.ts';

const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 2 * 60 * 60 * 1_000;
/** Longer than a weekend. */
const PATIENCE_MS = 4 * 24 * 60 * 60 * 1_000;

/**
 * When an event that did not arrive is offered again: later and later, and at random, so that a service that comes back is not
 * met by all at once. Pure.
 * @param attempt how many there were
 * @param ageMs how long ago it happened
 * @param random from 0 to 1
 */
export function nextTry(attempt: number, ageMs: number, random: () => number): NextTry {
  if (ageMs >= PATIENCE_MS) return { kind: 'never' };
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
  return { kind: 'later', delayMs: Math.round(delayMs * (0.5 + random() / 2)) };
}
