import { Context } from '@temporalio/activity';
import type { ResignationPorts } from '../ports.ts';
import { eachUnsettled } from './each-unsettled.ts';
import { ask, exitIdOf, laneIdOf } from './running-exits.ts';

export interface WhoMovesInput {
  resignationId: string;
  planId: string;
  instanceIds: string[];
}

/** What lanes and exits say of themselves. */
interface Mover {
  moving: boolean;
}

/**
 * How many lanes are about to start an exit, and how many exits of theirs do something or will without being asked. Exits on
 * hold stand still until a person decides.
 */
export const whoMoves =
  ({ resignations }: ResignationPorts) =>
  async ({ resignationId, planId, instanceIds }: WhoMovesInput): Promise<{ moving: number }> => {
    let moving = 0;
    const count = async (workflowId: string): Promise<void> => {
      if ((await ask<Mover>(workflowId, 'progress'))?.moving) moving += 1;
    };
    for (const instanceId of instanceIds) {
      await count(laneIdOf(resignationId, instanceId));
      Context.current().heartbeat();
    }
    await eachUnsettled(resignations, { planId }, async (item) => {
      if (item.state === 'started' && !item.held) await count(exitIdOf(item));
    });
    return { moving };
  };
