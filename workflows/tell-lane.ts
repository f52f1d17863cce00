import { getExternalWorkflowHandle } from '@temporalio/workflow';
import type { Exit } from './exit.ts';
import { exitHeldSignal, laneWorkflowId } from './resignation/messages.ts';

/** The lane that started this exit need not wait for it any longer. By workflow id alone: lanes continue as new. */
export async function tellLane({ input }: Exit): Promise<void> {
  const { resignationId, instanceId, groupId } = input;
  if (resignationId === undefined) return;
  const lane = getExternalWorkflowHandle(laneWorkflowId(resignationId, instanceId));
  // A lane that is not there any more waits for nobody.
  await lane.signal(exitHeldSignal, { groupId }).catch(() => undefined);
}
