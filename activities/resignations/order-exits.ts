import { Context } from '@temporalio/activity';
import type { ResignationPorts } from '../ports.ts';
import { eachUnsettled } from './each-unsettled.ts';
import { exitIdOf, laneIdOf, tell } from './running-exits.ts';

export type Order = 'pause' | 'resume' | 'cancel';

export interface OrderInput {
  resignationId: string;
  planId: string;
  instanceIds: string[];
  order: Order;
}

const exitSignals = { pause: 'pause', resume: 'resume', cancel: 'cancelExit' } as const;

/**
 * Tells the lanes of a resignation and every exit that they have started. Exits that others had begun before are theirs:
 * they go on. Lanes first, so that none starts an exit which is not told.
 */
export const orderExits =
  ({ resignations }: ResignationPorts) =>
  async ({ resignationId, planId, instanceIds, order }: OrderInput): Promise<void> => {
    for (const instanceId of instanceIds) {
      await tell(laneIdOf(resignationId, instanceId), order);
      Context.current().heartbeat();
    }
    await eachUnsettled(resignations, { planId }, async (item) => {
      if (item.state === 'started') await tell(exitIdOf(item), exitSignals[order]);
    });
  };
