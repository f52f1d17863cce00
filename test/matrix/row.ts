import type { ExitRequest } from '../../client/index.ts';
import type { HoldKind, StepName } from '../../activities/receipt.ts';
import type { FaultName } from '../../worker/embedded/sandbox/faults/catalogue.ts';
import type { NewFault } from '../../worker/embedded/sandbox/faults/new-fault.ts';
import type { Place } from '../../worker/embedded/sandbox/faults/places.ts';
import type { NewGroup } from '../../worker/embedded/sandbox/world/seed.ts';

/**
 * How an exit ends, or where it visibly stands: a person is asked, or it waits for longer than a test should.
 * `by webhook` and `by reading` name the proof of the departure.
 */
type Ending = 'left by webhook' | 'left by reading' | `hold: ${HoldKind}` | `waits at ${StepName}`;

/** Everything about one exit that must come out as foreseen. */
export interface Outcome {
  ending: Ending;
  /** Steps that were not simply done: `skipped: announce-only`. Turn, trigger and caches are never due in these exits. */
  unusual: Partial<Record<StepName, string>>;
  /** How often people read the goodbye. */
  goodbyes: number;
}

/** What was seen, which may be anything. */
export type Observed = Omit<Outcome, 'ending'> & { ending: string };

/** What an exit comes to where nothing goes wrong. */
export const usual: Outcome = { ending: 'left by webhook', unusual: {}, goodbyes: 1 };

/** The proof came from readings, or the look after a doubtful answer found us out. */
export const byReading = { ending: 'left by reading' } as const;

/**
 * The leave did nothing, though it was answered as a success. Lists lag behind for minutes, so the product reads for four of them
 * before it leaves again (`test/stories/confirmation.test.ts` tells the rest); here it has read once and believes nobody.
 */
export const notBelieved: Partial<Outcome> = { ending: 'waits at confirmation' };

/** A person is asked before anything was said in the group. */
export function heldSilent(kind: HoldKind): Partial<Outcome> {
  return { ending: `hold: ${kind}`, goodbyes: 0 };
}

/** The leave is refused after the goodbye, which only a person can mend. */
export const leaveRefused: Partial<Outcome> = { ending: 'hold: leave-failed' };

/** One fault, at one moment of an exit, and what a good product does then. */
export interface Row {
  fault: FaultName;
  /** The moment, for the table: the call that is struck, or what else is wrong. */
  when: string;
  /** What a good product does: the name of the test. */
  story: string;
  /** How the fault is asked for. */
  settings?: Partial<NewFault>;
  /** The product asks nothing that the fault could strike, which is what saves it. */
  isNeverMet?: boolean;
  /** About the whole number, not only about calls for its group. */
  ofNumber?: boolean;
  also?: NewFault[];
  /** Asked for only once the leave was: so long the gateway behaves. */
  sinceLeave?: boolean;
  group?: Partial<NewGroup>;
  /** Nobody has ever written in the group. */
  isSilent?: boolean;
  /** Who is in the group; the number as its only admin, Ana and a customer unless said. */
  members?: (instanceId: string) => NewGroup['members'];
  request?: Partial<ExitRequest>;
  /** What differs from the usual exit; per place where the places differ. */
  expected: Partial<Outcome>;
  on?: Partial<Record<Place, Partial<Outcome>>>;
}

/** Rows whose proof must come from readings: the webhook is lost. */
export const webhookLost: NewFault[] = [{ name: 'webhook-lost' }];
