import { condition } from '@temporalio/workflow';
import type { Exit } from './exit.ts';
import { gate } from './gate.ts';
import { askPerson } from './hold.ts';
import { isNotNow, stepFailure, type StepFailure } from './step-failure.ts';

export type Persisted<T> = { value: T; failure?: undefined } | { failure: StepFailure };

/** Looks again where the facts are stale. */
export type Refresh = () => Promise<void>;

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 600_000;

/**
 * Runs a step's activity until it works or fails for good. "Not now" is waited out here, where pause and cancel reach it; a
 * restricted number waits for a person.
 * @returns the value, or the failure that the step has to decide about
 * @throws ExitStopped at a gate or by a decision
 */
export async function persist<T>(exit: Exit, run: () => Promise<T>): Promise<Persisted<T>> {
  for (let waits = 0; ; waits++) {
    await gate(exit);
    const result = await attempt(run);
    if (!result.failure) return result;
    if (needsPerson(exit, result.failure)) await askAboutNumber(exit, result.failure);
    else if (isNotNow(result.failure)) await waitNotNow(exit, result.failure, waits);
    else return result;
  }
}

/**
 * The same for an effect that is claimed: while it runs, and whenever its outcome is in doubt, the point of no return
 * counts as passed. Only a failure that says "it did not happen" opens the gates again.
 * @param refresh called before every attempt, so that none goes out on stale facts
 */
export async function persistEffect<T>(exit: Exit, refresh: Refresh, run: () => Promise<T>): Promise<Persisted<T>> {
  const before = exit.pastNoReturn;
  const claimed = async () => {
    do {
      await gate(exit);
      await refresh();
    } while (exit.interrupted);
    exit.pastNoReturn = true;
    const result = await attempt(run);
    if (result.failure && surelyNotDone(result.failure)) exit.pastNoReturn = before;
    return result;
  };
  for (let waits = 0; ; waits++) {
    const result = await claimed();
    if (!result.failure) return result;
    if (needsPerson(exit, result.failure)) await askAboutNumber(exit, result.failure);
    else if (result.failure.type === 'GatewayRetry') await waitNotNow(exit, result.failure, waits);
    else return result;
  }
}

async function attempt<T>(run: () => Promise<T>): Promise<Persisted<T>> {
  try {
    return { value: await run() };
  } catch (error) {
    return { failure: stepFailure(error) };
  }
}

function surelyNotDone({ type, inDoubt }: StepFailure): boolean {
  return !inDoubt && (type === 'GatewayRetry' || type === 'GatewayFinal' || type === 'NumberRestricted');
}

function needsPerson(exit: Exit, { type }: StepFailure): boolean {
  return type === 'NumberRestricted' || (type === 'UnknownInstance' && exit.opened);
}

async function askAboutNumber(exit: Exit, { message }: StepFailure): Promise<void> {
  await askPerson(exit, { kind: 'number-restricted', question: message, choices: ['retry', 'abandon'] });
}

async function waitNotNow(exit: Exit, { message, retryAfterMs = 0 }: StepFailure, waits: number): Promise<void> {
  const waitMs = Math.max(retryAfterMs, Math.min(FIRST_WAIT_MS * 2 ** Math.min(waits, 10), LONGEST_WAIT_MS));
  const next = new Date(Date.now() + waitMs).toISOString();
  exit.waitFor(`${message}. Next try at ${next}`);
  await condition(() => exit.interrupted, waitMs, { summary: `Not now: next try at ${next}` });
  exit.waitFor(undefined);
}
