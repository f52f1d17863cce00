import { getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { GroupKey } from '../memberships/memberships.ts';

/** The same id as everywhere: whoever starts an exit of the group starts this one. */
export function exitIdOf({ instanceId, groupId }: GroupKey): string {
  return `exit/${instanceId}/${groupId}`;
}

export function laneIdOf(resignationId: string, instanceId: string): string {
  return `${resignationId}/${instanceId}`;
}

/** Signals a workflow. @returns whether there was one to hear it */
export async function tell(workflowId: string, signal: string): Promise<boolean> {
  return (
    (await ifRunning(() =>
      getClient()
        .workflow.getHandle(workflowId)
        .signal(signal)
        .then(() => true),
    )) ?? false
  );
}

/** Asks a workflow; `undefined` where there is none. */
export async function ask<Answer>(workflowId: string, query: string): Promise<Answer | undefined> {
  return ifRunning(() => getClient().workflow.getHandle(workflowId).query<Answer>(query));
}

/** Does something about a workflow; `undefined` where Temporal knows none, or it has ended. */
export async function ifRunning<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
