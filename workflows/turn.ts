import { condition, workflowInfo } from '@temporalio/workflow';
import type { TurnRequest } from '../activities/turns.ts';
import type { Exit } from './exit.ts';
import { gate } from './gate.ts';
import { stepFailure } from './step-failure.ts';
import { turns } from './turns.ts';
import { waitNotNow } from './wait.ts';

/** However the question or its answer got lost: asking twice is asking once. */
const ASK_AGAIN = '1 hour';

/**
 * 2. Takes the first turn.
 * @throws ExitStopped at a gate
 */
export async function takeTurn(exit: Exit): Promise<void> {
  exit.begin('turn');
  await untilMayAct(exit);
  if (exit.turn.isFree) exit.record({ outcome: 'skipped', code: 'not-paced', detail: 'turns are granted at once' });
  else exit.record({ outcome: 'done' });
}

/**
 * Before everything an exit does at the gateway: waits while it is paused, until it has the turn (again), and until a person
 * would have got to the next step.
 * @throws ExitStopped when a cancel was asked for
 */
export async function untilMayAct(exit: Exit): Promise<void> {
  if (exit.turn.isFree) return gate(exit);
  for (let failures = 0; !mayAct(exit);) {
    await gate(exit);
    if (!exit.turn.isHeld(Date.now())) failures = (await askForTurn(exit, failures)) ? 0 : failures + 1;
    else await rest(exit);
  }
}

/** Whether it may act right now, without waiting for anything. */
export function mayAct(exit: Exit): boolean {
  if (exit.interrupted) return false;
  return exit.turn.isHeld(Date.now()) && exit.turn.restMs(Date.now()) === 0;
}

/** @returns whether the question could be asked */
async function askForTurn(exit: Exit, failures: number): Promise<boolean> {
  try {
    const answer = await turns.askTurn({ instanceId: exit.input.instanceId, ...turnRequest(exit) });
    if (answer === 'granted') exit.turn.becomeFree();
    else await answered(exit);
  } catch (error) {
    await waitNotNow(exit, `asking for a turn did not work: ${stepFailure(error).message}`, failures);
    return false;
  }
  exit.waitFor(undefined);
  return true;
}

function turnRequest({ input, turn, pastNoReturn }: Exit): TurnRequest {
  const { workflowId, startTime } = workflowInfo();
  const urgency = input.urgency ?? 'request';
  return { workflowId, askId: turn.ask(), urgency, finishing: pastNoReturn, askedAtMs: startTime.getTime() };
}

async function answered(exit: Exit): Promise<void> {
  if (!exit.turn.isHeld(Date.now())) exit.waitFor('waits for its turn');
  const over = () => exit.turn.isHeld(Date.now()) || exit.interrupted;
  await condition(over, ASK_AGAIN, { summary: 'Waits for its turn' });
}

async function rest(exit: Exit): Promise<void> {
  const restMs = exit.turn.restMs(Date.now());
  if (restMs > 0)
    await condition(() => exit.interrupted, restMs, { summary: 'The time a person takes between two steps' });
}
