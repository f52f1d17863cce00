import { startChild } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { resignationAttribute, waInstance } from '../search-attributes.ts';
import type { Ready } from './begin.ts';
import { laneWorkflowId } from './messages.ts';
import type { resignationLane } from './resignation-lane.ts';
import type { ResignationRun } from './run.ts';

/** The lanes of a resignation: one for each number with groups left, side by side, so that no number waits for another. */
export class Lanes {
  readonly #run: ResignationRun;
  readonly #ready: Ready;
  readonly #live = new Set<string>();

  constructor(run: ResignationRun, ready: Ready) {
    this.#run = run;
    this.#ready = ready;
  }

  /** Starts a lane for every number that has groups left and none; also of one that was terminated. */
  async startMissing(): Promise<void> {
    const numbers = this.#run.progress?.numbers ?? [];
    const missing = numbers.filter(
      ({ instanceId, groups, settled }) => groups > settled && !this.#live.has(instanceId),
    );
    await Promise.all(missing.map(({ instanceId }) => this.#start(instanceId)));
  }

  async #start(instanceId: string): Promise<void> {
    const { resignationId, planId, wanted } = this.#run;
    const { plan, resignation } = this.#ready;
    try {
      const lane = await startChild<typeof resignationLane>('resignationLane', {
        workflowId: laneWorkflowId(resignationId, instanceId),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        parentClosePolicy: 'ABANDON',
        args: [
          {
            resignationId,
            planId,
            instanceId,
            wishes: plan.wishes,
            urgency: resignation.request.urgency,
            paused: wanted === 'pause',
            cancelled: wanted === 'cancel',
          },
        ],
        staticSummary: `The groups of **${instanceId}**, one after another`,
        typedSearchAttributes: [
          { key: waInstance, value: instanceId },
          { key: resignationAttribute, value: [resignationId] },
        ],
      });
      this.#live.add(instanceId);
      lane.result().then(
        () => this.#ended(instanceId),
        // Terminated, most likely: started again with the next look, and not at once again and again.
        () => this.#live.delete(instanceId),
      );
    } catch (error) {
      // A lane that an earlier run of this resignation has started still works.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  #ended(instanceId: string): void {
    this.#live.delete(instanceId);
    this.#run.hear();
  }
}
