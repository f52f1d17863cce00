import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { groupExit } from '../../workflows/group-exit.ts';
import { departureSeenSignal, type DepartureSeen } from '../../workflows/messages.ts';
import { TemporalNotReady, TemporalUnavailable } from '../errors.ts';
import { askTemporal } from '../temporal-errors.ts';
import { exitWorkflowId, type GroupKey } from '../workflow-ids.ts';
import { Refusal } from './refusal.ts';

/** Gateways wait some seconds for an answer; whoever gets none delivers again. */
const TIMEOUT_MS = 4_000;

/**
 * Tells the group's exit of a departure.
 * @returns whether there is one
 * @throws {Refusal} when Temporal did not take it
 */
export async function tellExit(client: Client, group: GroupKey, departure: DepartureSeen): Promise<boolean> {
  const exit = client.workflow.getHandle<typeof groupExit>(exitWorkflowId(group));
  const signal = () => exit.signal(departureSeenSignal, departure);
  try {
    await askTemporal(() => client.withDeadline(Date.now() + TIMEOUT_MS, signal));
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    if (error instanceof TemporalUnavailable || error instanceof TemporalNotReady)
      throw new Refusal(503, `deliver it again: ${error.message}`);
    throw error;
  }
}
