import { getExternalWorkflowHandle, isCancellation } from '@temporalio/workflow';
import type { Actor } from './actor.ts';
import type { Waiting } from './carried.ts';
import { expectedTurns } from './expected-turns.ts';
import { turnDelayedSignal } from './messages.ts';
import { nextGrant } from './next-step.ts';
import { minute, reasons, standstillText } from './standstill-text.ts';

/** A wait that nobody wonders about: telling of it would cost more than it is worth. */
const UNREMARKABLE_MS = 120_000;
/** Those further back hear of it when they ask again. */
const MOST_TOLD = 100;
const WORKING = 'working';

interface Delay {
  exit: Waiting;
  why: string;
}

/**
 * Tells the exits in the queue why they wait: when they have asked and it will take long, and when the number stops or goes on.
 * An exit that is not there any more is taken out of the queue.
 */
export async function tellDelays(actor: Actor, nowMs: number): Promise<void> {
  await Promise.all(delaysToTell(actor, nowMs).map((delay) => tell(actor, delay, nowMs)));
}

/** @returns what has to be told, which counts as told from now on */
function delaysToTell(actor: Actor, nowMs: number): Delay[] {
  const { carried, inOrder } = actor;
  const standstill = standstillText(carried);
  // The pace is about to be read: then there is something to tell.
  if (standstill === undefined && !carried.pace) return [];
  const state = standstill ?? WORKING;
  const next = nextGrant(carried, nowMs);
  const expected = expectedTurns(carried, nowMs, MOST_TOLD);
  const delays = inOrder.flatMap((exit, index): Delay[] => {
    if (exit.told === state || index >= MOST_TOLD) return [];
    const aboutMs = expected[index];
    const takesLong = aboutMs === undefined || aboutMs - nowMs >= UNREMARKABLE_MS;
    if (standstill === undefined && !takesLong) return [];
    const about = aboutMs === undefined ? '' : `, about ${minute(aboutMs)}`;
    const held = next && next.because !== 'now' ? reasons[next.because] : undefined;
    const stops = standstill ?? held;
    return [{ exit, why: `place ${index + 1}${about}${stops === undefined ? '' : `; ${stops}`}` }];
  });
  carried.queue = carried.queue.map((exit) => ({ ...exit, told: state }));
  return delays;
}

async function tell(actor: Actor, { exit: { workflowId, askId }, why }: Delay, nowMs: number): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(turnDelayedSignal, { askId, why });
  } catch (error) {
    if (isCancellation(error)) throw error;
    // It has closed: nobody waits there.
    actor.turnOver({ workflowId, askId }, nowMs);
  }
}
