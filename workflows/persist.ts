import type { Exit } from './exit.ts';
import { askAboutNumber, needsPerson } from './number-hold.ts';
import { isNotNow, stepFailure, type StepFailure } from './step-failure.ts';
import { mayAct, untilMayAct } from './turn.ts';
import { isSlowDown, turnFailure } from './turn-failure.ts';
import { giveBackTurn } from './turns.ts';
import { waitNotNow, type WaitOptions } from './wait.ts';

export type Persisted<T> = { value: T; failure?: undefined } | { value?: undefined; failure: StepFailure };

/** Looks again where the facts are stale, or in any case `now`. */
export type Refresh = (when?: { now: boolean }) => Promise<void>;

/**
 * Runs a step's activity until it works or fails for good. "Not now" is waited out here, where pause and cancel reach it; with
 * a restricted number it waits for another turn, or for a person.
 * @param untilAllowed waits until the step may act; a mere reading needs no turn
 * @returns the value, or the failure that the step has to decide about
 * @throws ExitStopped at a gate or by a decision
 */
export async function persist<T>(
  exit: Exit,
  run: () => Promise<T>,
  untilAllowed: (exit: Exit) => Promise<void> = untilMayAct,
): Promise<Persisted<T>> {
  for (let waits = 0; ; waits++) {
    await untilAllowed(exit);
    const result = await attempt(exit, run);
    if (!result.failure) return result;
    if (queuesAgain(exit, result.failure)) await giveBackTurn(exit);
    else if (needsPerson(exit, result.failure)) await askAboutNumber(exit, result.failure);
    else if (isNotNow(result.failure)) await notNow(exit, result.failure, waits);
    else return result;
  }
}

/**
 * The same for an effect that is claimed: while it runs, and whenever its outcome is in doubt, the point of no return
 * counts as passed. Only a failure that says "it did not happen" opens the gates again.
 * @param refresh called before every attempt, so that none goes out on stale facts
 * @param run returns nothing where the fresh facts say that the effect does not apply any more
 */
export async function persistEffect<T>(
  exit: Exit,
  refresh: Refresh,
  run: () => Promise<T> | undefined,
): Promise<Persisted<T | undefined>> {
  const startedMs = Date.now();
  for (let waits = 0; ; waits++) {
    await passGates(exit, refresh);
    const result = await attemptEffect(exit, run);
    if (!result.failure) return result;
    if (queuesAgain(exit, result.failure)) await giveBackTurn(exit);
    else if (needsPerson(exit, result.failure)) await askAboutNumber(exit, result.failure);
    else if (waitsOut(result.failure, startedMs))
      await notNow(exit, result.failure, waits, untilProven(exit, result.failure));
    else return result;
  }
}

/** After this long in doubt a person decides. */
const LONGEST_DOUBT_MS = 86_400_000;

/** Not only where the gateway says so: two workers that died, or a database that is away, are no reason to ask a person. */
function waitsOut(failure: StepFailure, sinceMs: number): boolean {
  return failure.type === 'GatewayRetry' || (isNotNow(failure) && Date.now() - sinceMs < LONGEST_DOUBT_MS);
}

async function passGates(exit: Exit, refresh: Refresh): Promise<void> {
  do {
    await untilMayAct(exit);
    await refresh();
  } while (exit.turn.isFree ? exit.interrupted : !mayAct(exit));
}

async function attemptEffect<T>(exit: Exit, run: () => Promise<T> | undefined): Promise<Persisted<T | undefined>> {
  const before = exit.pastNoReturn;
  exit.pastNoReturn = true;
  const running = run();
  const result = await attempt(exit, async () => running);
  if (!running || (result.failure && surelyNotDone(result.failure))) exit.pastNoReturn = before;
  return result;
}

async function attempt<T>(exit: Exit, run: () => Promise<T>): Promise<Persisted<T>> {
  try {
    const value = await run();
    exit.turn.noteOutcome(Date.now(), undefined);
    return { value };
  } catch (error) {
    const failure = stepFailure(error);
    exit.turn.noteOutcome(Date.now(), turnFailure(failure, Date.now()));
    return { failure };
  }
}

function surelyNotDone({ type, inDoubt }: StepFailure): boolean {
  const doesNothing = ['GatewayRetry', 'GatewayFinal', 'NumberRestricted', 'NotAMember', 'UnknownInstance'];
  return !inDoubt && doesNothing.includes(type);
}

/** Before the goodbye nobody has to look: the number pauses itself, and the exit waits for it to go on. */
function queuesAgain(exit: Exit, { type }: StepFailure): boolean {
  return type === 'NumberRestricted' && !exit.turn.isFree && !exit.pastNoReturn;
}

/** A wait of some minutes is worth the turn: others of this number would fare no better. */
const WAITS_WITH_TURN = 2;

/** Lease and settling time are known to the millisecond; a proof of the departure that comes meanwhile is the answer. */
function untilProven(exit: Exit, { type, retryAfterMs }: StepFailure): WaitOptions {
  if (type === 'GatewayRetry') return {};
  return { firstMs: retryAfterMs ?? SOON_MS, over: () => exit.isProven };
}

/** Where nobody says when: the claim tells how long another attempt may still act. */
const SOON_MS = 2_000;

async function notNow(exit: Exit, failure: StepFailure, waits: number, options?: WaitOptions): Promise<void> {
  const { message, retryAfterMs } = failure;
  if (isSlowDown(failure) || waits >= WAITS_WITH_TURN) await giveBackTurn(exit);
  return waitNotNow(exit, message, waits, retryAfterMs, options);
}
