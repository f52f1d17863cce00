import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { TemporalNotReady, TemporalUnavailable } from '../errors.ts';
import { askTemporal } from '../temporal-errors.ts';
import { Refusal } from './refusal.ts';

/** Gateways wait some seconds for an answer; whoever gets none delivers again. */
const TIMEOUT_MS = 4_000;

/**
 * Signals a workflow while the gateway waits for its answer.
 * @returns whether it runs
 * @throws {Refusal} when Temporal did not take it
 */
export async function tellInTime(client: Client, signal: () => Promise<void>): Promise<boolean> {
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
