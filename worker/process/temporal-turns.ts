import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { TurnRequest, Turns } from '../../activities/turns.ts';
import { numberStart } from '../../client/number-start.ts';
import { numberWorkflowId } from '../../client/workflow-ids.ts';
import { askTurnSignal, turnOverSignal } from '../../workflows/number/messages.ts';
import type { number } from '../../workflows/number/number.ts';

/** Below the deadline of the local activities that wait for it. */
const TIMEOUT_MS = 4_000;

/** Numbers as workflows: the first exit that asks starts its number's actor. */
export function temporalTurns(client: Client, taskQueue: string): Turns {
  const inTime = <T>(ask: () => Promise<T>): Promise<T> => client.withDeadline(Date.now() + TIMEOUT_MS, ask);
  return {
    async ask(instanceId, request) {
      const start = numberStart(instanceId, taskQueue);
      await inTime(() =>
        client.workflow.signalWithStart<typeof number, [TurnRequest]>('number', {
          ...start,
          signal: askTurnSignal,
          signalArgs: [request],
        }),
      );
    },
    async giveBack(instanceId, over) {
      const actor = client.workflow.getHandle<typeof number>(numberWorkflowId(instanceId));
      try {
        await inTime(() => actor.signal(turnOverSignal, over));
      } catch (error) {
        // Somebody has ended the actor, and the turn with it.
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
  };
}
