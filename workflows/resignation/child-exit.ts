import { startChild, type ChildWorkflowHandle } from '@temporalio/workflow';
import type { TakenItem } from '../../activities/plans/resignations.ts';
import type { groupExit } from '../group-exit.ts';
import type { GroupExitInput } from '../messages.ts';
import { exitReason, exitStage, resignationAttribute, waClient, waGroup, waInstance } from '../search-attributes.ts';
import type { LaneInput } from './messages.ts';
import { plain, withoutNumbers } from './plain.ts';

/** Temporal allows a summary 400 bytes. */
const LONGEST_NAME = 60;

/** Starts the exit of an item. It outlives its lane, which continues as new. */
export function startExit(lane: LaneInput, item: TakenItem): Promise<ChildWorkflowHandle<typeof groupExit>> {
  const input = exitInput(lane, item);
  return startChild<typeof groupExit>('groupExit', {
    workflowId: exitWorkflowId(item),
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    parentClosePolicy: 'ABANDON',
    args: [input],
    staticSummary: summary(item),
    typedSearchAttributes: [
      { key: waInstance, value: item.instanceId },
      { key: waGroup, value: item.groupId },
      { key: exitReason, value: input.reason },
      { key: exitStage, value: 'waiting' },
      { key: resignationAttribute, value: [lane.resignationId] },
      ...(item.clientId === null ? [] : [{ key: waClient, value: item.clientId }]),
    ],
  });
}

/** The same id as everywhere: one exit at a time, whoever asks. */
export function exitWorkflowId({ instanceId, groupId }: Pick<TakenItem, 'instanceId' | 'groupId'>): string {
  return `exit/${instanceId}/${groupId}`;
}

function exitInput({ resignationId, urgency, wishes }: LaneInput, item: TakenItem): GroupExitInput {
  return {
    ...wishes,
    version: 2,
    resignationId,
    urgency,
    instanceId: item.instanceId,
    groupId: item.groupId,
    ...(item.clientId === null ? {} : { clientId: item.clientId }),
    ...(item.groupName === null ? {} : { groupName: item.groupName }),
    // The activities read them from the books: here they would be in an activity's result first.
    successors: [],
  };
}

function summary({ groupName, groupId }: TakenItem): string {
  if (groupName === null) return `Leave **${groupId}**`;
  const name = withoutNumbers(groupName);
  return `Leave **${plain(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name)}**`;
}
