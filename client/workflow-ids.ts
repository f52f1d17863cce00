import { isGroupId } from '../activities/gateways/identity.ts';

/** One instance's place in one group: what an exit is about. */
export interface GroupKey {
  instanceId: string;
  groupId: string;
}

/** The task queue of workers and clients that name no other. */
export const DEFAULT_TASK_QUEUE = 'group-exit';

/** What an instance id is made of: it goes into workflow ids, paths and cache keys as it is. */
const INSTANCE_ID = /^[A-Za-z0-9._-]{1,64}$/;

export function isInstanceId(text: string): boolean {
  return INSTANCE_ID.test(text);
}

/** The exit of a group, whatever asks for it: one id, so one exit at a time. */
export function exitWorkflowId({ instanceId, groupId }: GroupKey): string {
  return `exit/${instanceId}/${groupId}`;
}

/** The inverse of {@link exitWorkflowId}. @returns `undefined` for the id of anything else */
export function groupOfExit(workflowId: string): GroupKey | undefined {
  const [kind, instanceId = '', groupId = '', ...more] = workflowId.split('/');
  const isExit = kind === 'exit' && more.length === 0 && isInstanceId(instanceId) && isGroupId(groupId);
  return isExit ? { instanceId, groupId } : undefined;
}

/** The actor that stands for one WhatsApp number. */
export function numberWorkflowId(instanceId: string): string {
  return `number/${instanceId}`;
}

/** A dry run. @param question tells it from others of the same group, which may ask something else */
export function previewWorkflowId({ instanceId, groupId }: GroupKey, question: string): string {
  return `preview/${instanceId}/${groupId}/${question}`;
}

/** The reading of a stored receipt: whoever asks at the same time shares one. */
export function receiptWorkflowId({ instanceId, groupId }: GroupKey): string {
  return `receipt/${instanceId}/${groupId}`;
}

/** The making of a plan: one id, so made once. */
export function planWorkflowId(planId: string): string {
  return `plan/${planId}`;
}

/** The reading of a part of a plan: whoever asks at the same time shares one. */
export function planReadingWorkflowId(planId: string, part: string): string {
  return `plan-reading/${planId}/${part}`;
}

/** The reading of a part of a resignation: whoever asks at the same time shares one. */
export function reportReadingWorkflowId(resignationId: string, part: string): string {
  return `report/${resignationId}/${part}`;
}

/** A part of an import: its check, or one of its pages. */
export function importWorkflowId(importId: string, part: string): string {
  return `import/${importId}/${part}`;
}
