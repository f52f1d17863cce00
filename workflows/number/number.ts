import {
  CancellationScope,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  isCancellation,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { PacePolicy } from '../../activities/pace/policy.ts';
import { Actor } from './actor.ts';
import type { NumberInput } from './carried.ts';
import { heardOver, heardPause, heardRequest, heardSession } from './heard.ts';
import {
  askTurnSignal,
  numberStatusQuery,
  pauseNumberSignal,
  resumeNumberSignal,
  sessionSeenSignal,
  turnGrantedSignal,
  turnOverSignal,
} from './messages.ts';
import { dueAtMs } from './next-step.ts';
import { numberDetails } from './number-details.ts';
import { numberStatus } from './number-status.ts';
import { readPaceOf } from './read-pace-of.ts';
import { tellDelays } from './tell-delays.ts';
import { isNews, tellService } from './tell-service.ts';

/**
 * Stands for one WhatsApp number, whose groups are left one at a time and at a person's pace, whoever asks: grants turns,
 * holds the queue and the pause. Runs for ever, and continues as new with everything it knows. Ended by hand, it forgets what
 * was used today; exits that wait ask again within the hour.
 */
export async function number({ instanceId, carried }: NumberInput): Promise<void> {
  const actor = new Actor(carried, Math.random);
  const show = () => setCurrentDetails(numberDetails(numberStatus(instanceId, actor, Date.now())));
  listen(instanceId, actor, show);
  for (;;) {
    actor.expire(Date.now());
    await tellDelays(actor, Date.now());
    await tellService(instanceId, actor.carried);
    show();
    // Handlers are done by the time they return, so only a cancellation could get lost here: the next wait notices it.
    if (workflowInfo().continueAsNewSuggested && !CancellationScope.current().consideredCancelled)
      await continueAsNew<typeof number>({ instanceId, carried: actor.carried });
    await untilDue(actor);
    await act(instanceId, actor);
  }
}

/** Waits until something is due, or what is known has changed so that somebody may have to be told. */
async function untilDue({ carried }: Actor): Promise<void> {
  const nowMs = Date.now();
  const plannedMs = dueAtMs(carried, nowMs);
  if (plannedMs <= nowMs) return;
  const changed = () =>
    dueAtMs(carried, Date.now()) !== plannedMs ||
    carried.queue.some(({ told }) => told === undefined) ||
    isNews(carried) ||
    workflowInfo().continueAsNewSuggested;
  if (plannedMs === Infinity) await condition(changed);
  else
    await condition(changed, plannedMs - nowMs, { summary: carried.turn ? 'The lease of the turn' : 'The next turn' });
}

async function act(instanceId: string, actor: Actor): Promise<void> {
  const { carried } = actor;
  actor.expire(Date.now());
  if (dueAtMs(carried, Date.now()) > Date.now()) return;
  if (!carried.pace || carried.paceDueAtMs <= Date.now()) return readPaceOf(instanceId, carried);
  return grantNext(actor, carried.pace);
}

/** The turn of an exit that is gone was none: the next one may have it at once. */
async function grantNext(actor: Actor, pace: PacePolicy): Promise<void> {
  const [exit] = actor.inOrder;
  if (!exit) return;
  const { turn, takeBack } = actor.grant(exit, pace, Date.now());
  const { workflowId, askId, leaseUntilMs } = turn;
  const { stepGap, goodbyeToLeave } = pace;
  try {
    const gaps = { stepGap, goodbyeToLeave };
    await getExternalWorkflowHandle(workflowId).signal(turnGrantedSignal, { askId, leaseUntilMs, gaps });
  } catch (error) {
    if (isCancellation(error)) throw error;
    takeBack();
  }
}

function listen(instanceId: string, actor: Actor, show: () => void): void {
  const heard = (change: (nowMs: number) => void): void => {
    const nowMs = Date.now();
    actor.expire(nowMs);
    change(nowMs);
    show();
  };
  setHandler(numberStatusQuery, () => numberStatus(instanceId, actor, Date.now()), { description: 'Where it stands' });
  setHandler(pauseNumberSignal, (order) => heard((nowMs) => actor.pause(heardPause(order), nowMs)), {
    description: 'Stop between two turns: `{"reason", "pausedBy", "untilMs"}`, all optional',
  });
  setHandler(resumeNumberSignal, () => heard(() => actor.resume()), {
    description: 'Go on after a pause, or after the number has paused itself',
  });
  setHandler(askTurnSignal, (request) =>
    heard((nowMs) => {
      const asked = heardRequest(request);
      if (asked) actor.ask(asked, nowMs);
    }),
  );
  setHandler(turnOverSignal, (over) =>
    heard((nowMs) => {
      const ended = heardOver(over);
      if (ended) actor.turnOver(ended, nowMs);
    }),
  );
  setHandler(sessionSeenSignal, (seen) =>
    heard((nowMs) => {
      const session = heardSession(seen);
      if (session) actor.sessionSeen(session, nowMs);
    }),
  );
}
