import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { number } from '../workflows/number/number.ts';
import { NoSuchNumber } from './errors.ts';
import { askTemporal } from './temporal-errors.ts';

/** What it takes to speak with one number. */
export interface AttachedNumber {
  client: Client;
  taskQueue: string;
  instanceId: string;
  workflow: WorkflowHandle<typeof number>;
}

/**
 * Speaks with the actor of a number.
 * @throws {NoSuchNumber}
 */
export async function askNumber<T>({ instanceId }: AttachedNumber, ask: () => Promise<T>): Promise<T> {
  try {
    return await askTemporal(ask);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const why = 'none of its exits has asked for a turn, so nothing waits there';
    throw new NoSuchNumber(
      `The number ${instanceId} does not run: ${why}. Check the id, the address and the namespace.`,
      {
        cause: error,
      },
    );
  }
}
