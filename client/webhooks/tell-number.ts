import type { Client } from '@temporalio/client';
import { sessionSeenSignal, type SessionSeen } from '../../workflows/number/messages.ts';
import type { number } from '../../workflows/number/number.ts';
import { numberWorkflowId } from '../workflow-ids.ts';
import { tellInTime } from './tell-in-time.ts';

/**
 * Tells the actor of a number that its session changed.
 * @returns whether there is one
 * @throws {Refusal} when Temporal did not take it
 */
export function tellNumber(client: Client, instanceId: string, seen: SessionSeen): Promise<boolean> {
  const actor = client.workflow.getHandle<typeof number>(numberWorkflowId(instanceId));
  return tellInTime(client, () => actor.signal(sessionSeenSignal, seen));
}
