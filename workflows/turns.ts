import { log, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { Exit } from './exit.ts';
import { stepFailure } from './step-failure.ts';

/** Signals to the number, which cost as little as a row. */
export const turns = proxyLocalActivities<Pick<Activities, 'askTurn' | 'giveBackTurn'>>({
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '2 seconds', maximumAttempts: 3 },
});

/** Gives the turn, or the place in the queue, back: while the exit waits for anything but its turn, others may act. */
export async function giveBackTurn(exit: Exit): Promise<void> {
  const over = exit.turn.giveBack();
  if (!over) return;
  const { instanceId } = exit.input;
  const { workflowId } = workflowInfo();
  try {
    await turns.giveBackTurn({ instanceId, workflowId, ...over });
  } catch (error) {
    // Nothing is lost but time: its lease ends by itself.
    log.warn('the turn was not given back', { why: stepFailure(error).message });
  }
}
