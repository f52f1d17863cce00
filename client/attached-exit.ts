import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { groupExit } from '../workflows/group-exit.ts';
import { ExitInterrupted, ExitOver, NoSuchExit } from './errors.ts';
import { askTemporal } from './temporal-errors.ts';
import { exitWorkflowId, type GroupKey } from './workflow-ids.ts';

/** What it takes to speak with one exit. */
export interface AttachedExit {
  client: Client;
  taskQueue: string;
  group: GroupKey;
  workflow: WorkflowHandle<typeof groupExit>;
}

/** The latest run of the group's exit, whoever started it. Asks nobody. */
export function latestRun(client: Client, group: GroupKey): AttachedExit['workflow'] {
  return client.workflow.getHandle<typeof groupExit>(exitWorkflowId(group));
}

/**
 * Speaks with a running exit.
 * @throws {ExitOver} {@link NoSuchExit}
 */
export async function askExit<T>(exit: AttachedExit, ask: () => Promise<T>): Promise<T> {
  try {
    return await askTemporal(ask);
  } catch (error) {
    throw error instanceof WorkflowNotFoundError ? await whyNotFound(exit, error) : error;
  }
}

/** Temporal says the same of a workflow that has ended and of one that never was. */
async function whyNotFound({ workflow, group }: AttachedExit, cause: Error): Promise<ExitOver | NoSuchExit> {
  try {
    await askTemporal(() => workflow.describe());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return noSuchExit(group, cause);
    throw error;
  }
  return new ExitOver(`The exit of ${group.instanceId} from ${group.groupId} has ended already; receipt() says how.`, {
    cause,
  });
}

export function noSuchExit({ instanceId, groupId }: GroupKey, cause?: Error): NoSuchExit {
  const advice = 'start one, or check both ids, the address and the namespace';
  return new NoSuchExit(`Nobody knows of an exit of ${instanceId} from ${groupId}: ${advice}.`, { cause });
}

/** How the latest run stands: `broken` is one that ended without a receipt, with how in Temporal's word. */
export type ExitStatus = { is: 'running' | 'completed' } | { is: 'broken'; how: string };

/** @throws {WorkflowNotFoundError} when Temporal knows of none */
export async function statusOf({ workflow }: AttachedExit): Promise<ExitStatus> {
  const { status } = await askTemporal(() => workflow.describe());
  if (status.name === 'RUNNING' || status.name === 'PAUSED') return { is: 'running' };
  return status.name === 'COMPLETED' ? { is: 'completed' } : { is: 'broken', how: status.name.toLowerCase() };
}

/** @param why in a few words */
export function interruptedExit({ instanceId, groupId }: GroupKey, why: string, cause?: Error): ExitInterrupted {
  return new ExitInterrupted(
    `The exit of ${instanceId} from ${groupId} ended without a receipt (${why}). Start it again: it goes on where it was, and the group hears no second goodbye.`,
    { cause },
  );
}
