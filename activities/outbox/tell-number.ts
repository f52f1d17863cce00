import type { Ports } from '../ports.ts';
import type { NumberEvent } from './events.ts';

/**
 * Tells the service that a number was paused or goes on.
 * @param event with a `once` that stays the same when it is told again after a lost answer
 */
export const tellNumber =
  ({ outbox }: Ports) =>
  (event: NumberEvent & { once: string }): Promise<void> =>
    outbox.addNumberEvent(event);
