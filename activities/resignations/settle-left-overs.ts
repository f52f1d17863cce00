import { getClient } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory, defineSearchAttributeKey } from '@temporalio/common';
import type { SettledItem, UnsettledItem } from '../plans/resignations.ts';
import type { ResignationPorts } from '../ports.ts';
import type { Receipt } from '../receipt.ts';
import { eachUnsettled } from './each-unsettled.ts';
import { exitIdOf, ifRunning } from './running-exits.ts';

export interface LeftOversInput {
  resignationId: string;
  planId: string;
  instanceId: string;
}

/** The name that `workflows/search-attributes.ts` gives it. */
const resignationsOfExit = defineSearchAttributeKey('Resignation', 'KEYWORD_LIST');

type Standing = 'running' | 'never-began' | Omit<SettledItem, 'instanceId' | 'groupId'>;

/**
 * Looks after the items whose exits the lane has not seen end: on hold, begun by others, or lost with a crash. Most are settled
 * by the receipt of their exit; this settles the rest.
 * @returns how many never began and are open again
 * @throws `ExitsStillRun` (retryable) while some do
 */
export const settleLeftOvers =
  ({ resignations }: ResignationPorts) =>
  async ({ resignationId, planId, instanceId }: LeftOversInput): Promise<{ reopened: number }> => {
    let running = 0;
    let reopened = 0;
    await eachUnsettled(resignations, { planId, instanceId }, async (item) => {
      const standing = await look(item, resignationId);
      if (standing === 'running') running += 1;
      else if (standing === 'never-began') {
        reopened += 1;
        await resignations.reopenItem(planId, item);
      } else {
        await resignations.settleItem(planId, { instanceId, groupId: item.groupId, ...standing });
        await resignations.dropHold(item);
      }
    });
    if (running > 0 && reopened === 0) throw stillRun(running);
    return { reopened };
  };

function stillRun(running: number): ApplicationFailure {
  const category = ApplicationFailureCategory.BENIGN;
  const message = `${running} exits still run: on hold, begun by others, or on their way`;
  return ApplicationFailure.create({ type: 'ExitsStillRun', message, category });
}

async function look(item: UnsettledItem, resignationId: string): Promise<Standing> {
  const exit = getClient().workflow.getHandle<() => Promise<Receipt>>(exitIdOf(item));
  const described = await ifRunning(() => exit.describe());
  if (described === undefined) return 'never-began';
  const status = described.status.name;
  if (status === 'RUNNING' || status === 'PAUSED' || status === 'CONTINUED_AS_NEW') return 'running';
  const isOurs = described.typedSearchAttributes.get(resignationsOfExit)?.includes(resignationId) ?? false;
  // An exit of long ago: the crash came before ours was started.
  if (!isOurs) return 'never-began';
  if (status !== 'COMPLETED') return { outcome: 'failed', code: 'interrupted' };
  const { outcome, code, exitId } = await exit.result();
  return { outcome, code, exitId };
}
