import { setTimeout as sleep } from 'node:timers/promises';

/** A kind of failure that goes away by itself. */
export interface Passing {
  is: (error: unknown) => boolean;
  /** How long to try again, ms. */
  patienceMs: number;
  longestPauseMs: number;
  /** What to say when it has not gone away. */
  tooLong: (cause: unknown) => Error;
}

/**
 * Runs it again after a short, growing, random pause for as long as it fails in a way that passes.
 * @throws what a kind says when its patience is over; every other error at once
 */
export async function again<T>(run: () => Promise<T>, kinds: readonly Passing[]): Promise<T> {
  const beganAt = performance.now();
  for (let tries = 1; ; tries += 1) {
    const failed = await attempt(run, kinds);
    if (!('kind' in failed)) return failed.value;
    const { kind, error } = failed;
    if (performance.now() - beganAt >= kind.patienceMs) throw kind.tooLong(error);
    // Random, so that processes which met once do not meet again at every try.
    await sleep(1 + Math.random() * Math.min(2 ** tries, kind.longestPauseMs));
  }
}

type Attempt<T> = { value: T } | { kind: Passing; error: unknown };

async function attempt<T>(run: () => Promise<T>, kinds: readonly Passing[]): Promise<Attempt<T>> {
  try {
    return { value: await run() };
  } catch (error) {
    const kind = kinds.find(({ is }) => is(error));
    if (kind === undefined) throw error;
    return { kind, error };
  }
}
