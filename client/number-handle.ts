import { numberStatusQuery, pauseNumberSignal, resumeNumberSignal } from '../workflows/number/messages.ts';
import type { NumberStatus, PauseOrder } from '../workflows/number/messages.ts';
import type { number } from '../workflows/number/number.ts';
import { askNumber, type AttachedNumber } from './attached-number.ts';
import { numberStart } from './number-start.ts';
import { queryInTime } from './query-in-time.ts';
import { parsePause, type PauseRequest } from './pause-request.ts';
import { askTemporal } from './temporal-errors.ts';

/**
 * One WhatsApp number; `GroupExits` makes it. Its exits have their turns one after another, at the pace of the instances file.
 * Every method also throws `TemporalUnavailable` and `TemporalNotReady`.
 */
export class NumberHandle {
  readonly instanceId: string;
  /** What to look for in the Temporal UI. */
  readonly workflowId: string;
  readonly #number: AttachedNumber;

  constructor(attached: AttachedNumber) {
    this.instanceId = attached.instanceId;
    this.workflowId = attached.workflow.workflowId;
    this.#number = attached;
  }

  /**
   * Where the number stands: whether it works, what it has used, who has the turn, who waits.
   * @throws {NoSuchNumber} when no exit of it has asked for a turn yet
   * @throws {NoWorker} when nobody is there to answer
   */
  status(): Promise<NumberStatus> {
    return askNumber(this.#number, () => queryInTime(this.#number, numberStatusQuery));
  }

  /**
   * Stops the number between two turns: the exit that has the turn goes on, and no other begins. A number without a pace asks
   * nobody, so this does not stop it.
   * @throws {InvalidRequest}
   */
  async pause(request: PauseRequest = {}): Promise<void> {
    const order = parsePause(request);
    const { client, taskQueue, instanceId } = this.#number;
    await askTemporal(() =>
      client.workflow.signalWithStart<typeof number, [PauseOrder?]>('number', {
        ...numberStart(instanceId, taskQueue),
        signal: pauseNumberSignal,
        signalArgs: [order],
      }),
    );
  }

  /**
   * Lets the number go on, also where it has paused itself. What was used of the pace stays used: no burst follows.
   * @throws {NoSuchNumber}
   */
  resume(): Promise<void> {
    return askNumber(this.#number, () => this.#number.workflow.signal(resumeNumberSignal));
  }
}
