import { UnknownInstance, type Instances } from './instances/instances.ts';
import type { Ports } from './ports.ts';
import type { TurnOver, TurnRequest } from './turns.ts';

/**
 * Asks the number for a turn.
 * @returns `granted` where the number has no pace, so that nobody has to be asked; otherwise the answer comes as a signal
 */
export const askTurn =
  ({ instances, turns }: Ports) =>
  async ({ instanceId, ...request }: TurnRequest & { instanceId: string }): Promise<'granted' | 'queued'> => {
    if (!isPaced(instances, instanceId)) return 'granted';
    await turns.ask(instanceId, request);
    return 'queued';
  };

/** Gives a turn, or the place in the queue, back. */
export const giveBackTurn =
  ({ turns }: Ports) =>
  ({ instanceId, ...over }: TurnOver & { instanceId: string }): Promise<void> =>
    turns.giveBack(instanceId, over);

/** An unknown instance has no pace: the pre-flight says what is wrong with it. */
function isPaced(instances: Instances, instanceId: string): boolean {
  try {
    return instances.get(instanceId).pace.name !== 'none';
  } catch (error) {
    if (error instanceof UnknownInstance) return false;
    throw error;
  }
}
