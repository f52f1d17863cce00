import { allHandlersFinished, CancellationScope, condition, setHandler } from '@temporalio/workflow';
import type { Receipt } from '../activities/receipt.ts';
import { closeFoundOut, closeLeft, closeStopped } from './close-exit.ts';
import { decide, validateDecision } from './decide.ts';
import { leaveAndConfirm } from './depart.ts';
import { Exit } from './exit.ts';
import { ExitStopped, FoundOut } from './exit-stopped.ts';
import { sayGoodbye } from './goodbye.ts';
import { checkInput } from './group-exit-input.ts';
import {
  cancelExitSignal,
  decideUpdate,
  departureSeenSignal,
  pauseSignal,
  progressQuery,
  reinforceSignal,
  resumeSignal,
  type Decision,
  type GroupExitInput,
} from './messages.ts';
import { turnDelayedSignal, turnGrantedSignal } from './number/messages.ts';
import type { Refresh } from './persist.ts';
import { isStale, prepare } from './prepare.ts';
import { takeTurn } from './turn.ts';
import { giveBackTurn } from './turns.ts';

/**
 * One instance leaves one group gracefully. Completes with a receipt whatever happens, also when it is cancelled: closing as
 * Canceled would lose it. Hence everything runs where a cancellation does not reach, and stops at gates between the steps.
 * @throws InvalidInput when it was started with something else than the client makes
 */
export async function groupExit(input: GroupExitInput): Promise<Receipt> {
  checkInput(input);
  const exit = new Exit(input);
  listen(exit);
  CancellationScope.current().cancelRequested.catch(() => {
    exit.cancelRequested = true;
  });
  return CancellationScope.nonCancellable(async () => {
    const receipt = await exitGroup(exit);
    await condition(allHandlersFinished);
    return receipt;
  });
}

async function exitGroup(exit: Exit): Promise<Receipt> {
  try {
    return await leaveProperly(exit);
  } catch (error) {
    await giveBackTurn(exit);
    if (error instanceof FoundOut) return closeFoundOut(exit, error);
    if (error instanceof ExitStopped) return closeStopped(exit, error);
    throw error;
  }
}

async function leaveProperly(exit: Exit): Promise<Receipt> {
  // 1. Wait for the trigger.
  exit.skip('trigger', 'none-asked', 'the exit starts at once');
  // 2. Take a turn.
  await takeTurn(exit);
  // 3. Pre-flight. 4. Save the invite code. 5. Set the closing description. 6. Promote the successor.
  const first = await prepare(exit);
  if ('answer' in first) return answerAgain(exit, first.answer);
  let prepared = first;
  const refresh: Refresh = async ({ now } = { now: false }) => {
    if (!now && !isStale(prepared)) return;
    const again = await prepare(exit);
    if (!('answer' in again)) prepared = again;
  };
  // 7. Say goodbye: the point of no return.
  await sayGoodbye(exit, () => prepared, refresh);
  // 8. Leave. 9. Await confirmation.
  exit.enter('leaving');
  const evidence = await leaveAndConfirm(exit, refresh);
  // 10. Mark withdrawn. 11. Purge the caches.
  const proof = evidence.kind === 'event' ? 'a webhook proves it' : 'two readings prove it';
  return closeLeft(exit, 'left', evidence, `the number has left the group, and ${proof}`);
}

/** The old receipt is the answer; this run has nothing to add to it. */
async function answerAgain(exit: Exit, receipt: Receipt): Promise<Receipt> {
  await giveBackTurn(exit);
  exit.receipt = receipt;
  exit.enter('done');
  return receipt;
}

function listen(exit: Exit): void {
  setHandler(progressQuery, () => exit.progress(), { description: 'Where the exit stands' });
  setHandler(pauseSignal, () => exit.pause(), { description: 'Stop before the next step, up to the goodbye' });
  setHandler(resumeSignal, () => exit.resume(), { description: 'Go on after a pause' });
  setHandler(cancelExitSignal, () => exit.cancel(), { description: 'End before the goodbye, with a receipt' });
  setHandler(departureSeenSignal, (departure) => exit.departures.note(departure), {
    description: 'A webhook about a departure',
  });
  setHandler(reinforceSignal, (reinforcement) => exit.reinforce(reinforcement), {
    description: 'Another resignation counts on this exit too',
  });
  setHandler(turnGrantedSignal, (granted) => exit.turn.grant(granted), { description: 'The number grants the turn' });
  setHandler(turnDelayedSignal, (delayed) => exit.delayTurn(delayed), { description: 'Why the turn takes long' });
  setHandler(decideUpdate, (decision) => decide(exit, decision), {
    description: 'Answer a hold: appoint, retry, leave-anyway or abandon',
    validator: (decision: Decision) => validateDecision(exit, decision),
  });
}
