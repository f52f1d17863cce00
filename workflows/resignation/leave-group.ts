import { condition, getExternalWorkflowHandle, type ChildWorkflowHandle } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { SettledItem, TakenItem } from '../../activities/plans/resignations.ts';
import type { groupExit } from '../group-exit.ts';
import { cancelExitSignal, pauseSignal, reinforceSignal } from '../messages.ts';
import { rows } from './activity-proxies.ts';
import { exitWorkflowId, startExit } from './child-exit.ts';
import type { Lane } from './lane.ts';
import { persistently } from './persistently.ts';
import { plain, withoutNumbers } from './plain.ts';

type ChildExit = ChildWorkflowHandle<typeof groupExit>;

/** Leaves one group: returns when its exit has ended, waits for a person, or belongs to somebody else. */
export async function leaveGroup(lane: Lane, item: TakenItem): Promise<void> {
  lane.show(`**Now**: ${plain(withoutNumbers(item.groupName ?? item.groupId))}`);
  const exit = await startOrJoin(lane, item);
  if (exit) await hearEarlierOrders(lane, exit);
  lane.moving = false;
  if (exit) await endedOrHeld(lane, item, exit);
  lane.show();
}

/** @returns nothing where the exit that runs already was joined */
async function startOrJoin(lane: Lane, item: TakenItem): Promise<ChildExit | undefined> {
  for (;;) {
    try {
      return await startExit(lane.input, item);
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      if (await join(lane, item)) return undefined;
    }
  }
}

/** @returns whether there still was an exit to be joined */
async function join({ input }: Lane, { instanceId, groupId }: TakenItem): Promise<boolean> {
  const { resignationId, planId } = input;
  const running = getExternalWorkflowHandle(exitWorkflowId({ instanceId, groupId }));
  const reinforced = await running.signal(reinforceSignal, { resignationId }).then(
    () => true,
    // It has ended since: then the group is free for an exit of ours.
    () => false,
  );
  if (reinforced) await persistently(() => rows.joinItem({ planId, instanceId, groupId }));
  return reinforced;
}

/** Orders that came while it was being started have reached everybody else. */
async function hearEarlierOrders(lane: Lane, exit: ChildExit): Promise<void> {
  if (lane.cancelled) await tell(exit, cancelExitSignal);
  else if (lane.paused) await tell(exit, pauseSignal);
}

async function tell(exit: ChildExit, signal: typeof pauseSignal | typeof cancelExitSignal): Promise<void> {
  // One that has ended already needs no order.
  await exit.signal(signal).catch(() => undefined);
}

async function endedOrHeld(lane: Lane, item: TakenItem, exit: ChildExit): Promise<void> {
  let isOver = false;
  const ended = settledBy(item, exit).then((settled) => {
    // Nobody waits for a held one any more, except at the end of the lane.
    if (!isOver) lane.settled = settled;
    isOver = true;
    lane.hear();
  });
  await Promise.race([ended, condition(() => isOver || lane.isHeld(item.groupId))]);
  isOver = true;
  lane.forget(item.groupId);
}

/** An exit of a group that was left long ago answers with its old receipt, and writes none. */
async function settledBy({ instanceId, groupId }: TakenItem, exit: ChildExit): Promise<SettledItem> {
  try {
    const { outcome, code, exitId } = await exit.result();
    return { instanceId, groupId, outcome, code, exitId };
  } catch {
    // Terminated, or refused by the workflow: nothing of it is known here that its history does not tell.
    return { instanceId, groupId, outcome: 'failed', code: 'interrupted' };
  }
}
