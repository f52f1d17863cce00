import type { Client } from '@temporalio/client';
import type { groupExit } from '../../workflows/group-exit.ts';
import { departureSeenSignal, type DepartureSeen } from '../../workflows/messages.ts';
import { exitWorkflowId, type GroupKey } from '../workflow-ids.ts';
import { tellInTime } from './tell-in-time.ts';

/**
 * Tells the group's exit of a departure.
 * @returns whether there is one
 * @throws {Refusal} when Temporal did not take it
 */
export function tellExit(client: Client, group: GroupKey, departure: DepartureSeen): Promise<boolean> {
  const exit = client.workflow.getHandle<typeof groupExit>(exitWorkflowId(group));
  return tellInTime(client, () => exit.signal(departureSeenSignal, departure));
}
