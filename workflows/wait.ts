import { condition } from '@temporalio/workflow';
import type { Exit } from './exit.ts';
import { withoutFullStop } from './sentences.ts';

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 600_000;
/** However long a gateway asks for: a slip in its answer must not park an exit for years. */
const LONGEST_ASKED_MS = 86_400_000;

export interface WaitOptions {
  /** The first wait, ms. */
  firstMs?: number;
  /** What ends the wait early. */
  over?: () => boolean;
}

/**
 * Waits before the next try, visibly: the progress says why and until when. A pause or a cancel ends the wait where they
 * still may act.
 * @param waits how often it has waited already: the waits grow
 */
export async function waitNotNow(
  exit: Exit,
  why: string,
  waits: number,
  retryAfterMs = 0,
  { firstMs = FIRST_WAIT_MS, over = () => exit.interrupted }: WaitOptions = {},
): Promise<void> {
  const growingMs = Math.min(firstMs * 2 ** Math.min(waits, 10), LONGEST_WAIT_MS);
  const waitMs = Math.max(growingMs, Math.min(retryAfterMs, LONGEST_ASKED_MS));
  const next = new Date(Date.now() + waitMs).toISOString();
  exit.waitFor(`${withoutFullStop(why)}. Next try at ${next}`);
  await condition(over, waitMs, { summary: `Not now: next try at ${next}` });
  exit.waitFor(undefined);
}
