import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { TakenItem } from '../../activities/plans/resignations.ts';
import { stepFailure } from '../step-failure.ts';
import { rows } from './activity-proxies.ts';
import { Lane } from './lane.ts';
import { leaveGroup } from './leave-group.ts';
import {
  cancelResignationSignal,
  exitHeldSignal,
  laneProgressQuery,
  lookAgainSignal,
  pauseResignationSignal,
  resumeResignationSignal,
  type LaneInput,
} from './messages.ts';
import { settleLeftOvers } from './settle-left-overs.ts';

/** Short runs replay fast; far below what Temporal allows a history. */
const EXITS_A_RUN = 50;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * The part of a resignation that belongs to one number: runs its exits one after another. Goes on without an exit that waits
 * for a person, and looks after those in the end.
 */
export async function resignationLane(input: LaneInput): Promise<void> {
  const lane = new Lane(input);
  listen(lane);
  const whole = CancellationScope.current();
  whole.cancelRequested.catch(() => lane.cancel());
  return CancellationScope.nonCancellable(() => leaveAll(lane, whole));
}

async function leaveAll(lane: Lane, whole: CancellationScope): Promise<void> {
  for (let exits = 0; ;) {
    await condition(() => !lane.paused || lane.cancelled);
    if (exits >= EXITS_A_RUN || workflowInfo().continueAsNewSuggested) await goOnAsNew(lane, whole);
    const item = lane.cancelled ? undefined : await takeItem(lane);
    if (item) {
      await leaveGroup(lane, item);
      exits += 1;
    } else if ((await settleLeftOvers(lane)) === 'settled') return;
  }
}

/** The next open item; `undefined` when there is none, or the lane was stopped meanwhile. */
async function takeItem(lane: Lane): Promise<TakenItem | undefined> {
  const { planId, instanceId } = lane.input;
  for (let waits = 0; !lane.paused && !lane.cancelled; waits++) {
    const { settled } = lane;
    lane.moving = true;
    try {
      const item = await rows.takeItem({ planId, instanceId, settled });
      lane.settled = undefined;
      if (item) return item;
      lane.moving = false;
      return undefined;
    } catch (error) {
      lane.moving = false;
      const waitMs = Math.min(FIRST_WAIT_MS * 2 ** waits, LONGEST_WAIT_MS);
      lane.show(`**Waiting**: the books are away (${stepFailure(error).message})`);
      await condition(() => lane.cancelled, waitMs, { summary: 'The books are away' });
    }
  }
  return undefined;
}

/** Carries every order along. Nothing waits in a handler, and what is sent in this moment is heard before the run ends. */
async function goOnAsNew(lane: Lane, whole: CancellationScope): Promise<never> {
  await condition(allHandlersFinished);
  const { paused, settled } = lane;
  const cancelled = lane.cancelled || whole.consideredCancelled;
  return continueAsNew<typeof resignationLane>({ ...lane.input, paused, cancelled, settled });
}

function listen(lane: Lane): void {
  setHandler(laneProgressQuery, () => lane.progress(), { description: 'Whether the lane moves' });
  setHandler(pauseResignationSignal, () => lane.pause(), { description: 'Start no more exits' });
  setHandler(resumeResignationSignal, () => lane.resume(), { description: 'Go on after a pause' });
  setHandler(cancelResignationSignal, () => lane.cancel(), { description: 'Start no more exits, and end' });
  setHandler(exitHeldSignal, (group) => lane.hold(group), { description: 'An exit need not be waited for' });
  setHandler(lookAgainSignal, () => lane.hear(), { description: 'There may be open items again' });
}
