import { defineSignal } from '@temporalio/workflow';
import type { GroupKey } from '../../activities/memberships/memberships.ts';

export function laneWorkflowId(resignationId: string, instanceId: string): string {
  return `${resignationId}/${instanceId}`;
}

/** An exit says that its lane need not wait for it: a person has to decide first. */
export const exitHeldSignal = defineSignal<[Pick<GroupKey, 'groupId'>]>('exitHeld');
