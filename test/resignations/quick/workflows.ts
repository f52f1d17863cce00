import { condition, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Receipt } from '../../../activities/receipt.ts';
import { tellLane } from '../../../workflows/tell-lane.ts';
import type { Exit } from '../../../workflows/exit.ts';
import {
  cancelExitSignal,
  decideUpdate,
  pauseSignal,
  resumeSignal,
  type GroupExitInput,
} from '../../../workflows/messages.ts';
import type { QuickActivities } from './activities.ts';

// Real resignations and lanes, and exits that cost two events instead of fifty.
export { holdsPage, reportPage, resignationProgress } from '../../../workflows/resignation/readings.ts';
export { resignationLane } from '../../../workflows/resignation/resignation-lane.ts';
export { resignation } from '../../../workflows/resignation/resignation.ts';

const { playExit } = proxyLocalActivities<QuickActivities>({ startToCloseTimeout: '10 seconds' });

export async function groupExit(input: GroupExitInput): Promise<Receipt> {
  const exitId = workflowInfo().firstExecutionRunId;
  const { instanceId, groupId } = input;
  let answer: 'decided' | 'cancelled' | undefined;
  setHandler(decideUpdate, () => {
    answer = 'decided';
    return { kind: 'no-successor' as const, since: '', question: '', choices: [] };
  });
  setHandler(cancelExitSignal, () => void (answer = 'cancelled'));
  setHandler(pauseSignal, () => {});
  setHandler(resumeSignal, () => {});
  const played = await playExit({ instanceId, groupId, exitId });
  if (played) return played;
  await tellLane({ input } as Exit);
  await condition(() => answer !== undefined);
  const after = await playExit({ instanceId, groupId, exitId, answer });
  if (!after) throw new Error('held again');
  return after;
}
