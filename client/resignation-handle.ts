import type { ResignationProgress } from '../activities/plans/progress.ts';
import type { ReportLine } from '../activities/plans/report.ts';
import type { HoldKind } from '../activities/receipt.ts';
import {
  cancelResignationSignal,
  pauseResignationSignal,
  resumeResignationSignal,
  skipGroupSignal,
  type ApproveOrder,
  type PauseOrder,
} from '../workflows/resignation/messages.ts';
import { askResignation } from './ask-resignation.ts';
import type { AttachedResignation } from './attached-resignation.ts';
import { parseDecision, type DecisionRequest } from './decision.ts';
import { decideAll, holdsOf, type DecidedHolds, type ResignationHold } from './resignation-holds.ts';
import { approveResignation, retryFailed } from './resignation-orders.ts';
import { endOf, progressOfResignation, reportOf } from './resignation-readings.ts';
import { parsePauseOrder } from './pause-order.ts';
import { parseGroup } from './request.ts';
import type { GroupKey } from './workflow-ids.ts';

/**
 * A resignation, running or ended; `GroupExits` makes it. Everything may be asked for twice. Every method also throws
 * `NoSuchResignation`, `TemporalUnavailable` and `TemporalNotReady`.
 */
export class ResignationHandle {
  readonly resignationId: string;
  /** What to look for in the Temporal UI. */
  readonly workflowId: string;
  readonly #one: AttachedResignation;

  constructor(one: AttachedResignation) {
    this.resignationId = one.resignationId;
    this.workflowId = one.workflow.workflowId;
    this.#one = one;
  }

  /** How many groups stand where, right now, by the books. @throws {NoWorker} {@link ResignationRefused} */
  progress(): Promise<ResignationProgress> {
    return progressOfResignation(this.#one);
  }

  /** Waits until every group is settled, however long that takes. @throws {ResignationRefused} */
  finished(): Promise<ResignationProgress> {
    return endOf(this.#one);
  }

  /**
   * Starts nothing new and stops every exit of its own that has not said goodbye; says `pausing` until nothing moves.
   * @throws {InvalidRequest} {@link ResignationOver}
   */
  async pause(order: PauseOrder = {}): Promise<void> {
    const parsed = parsePauseOrder(order);
    return askResignation(this.#one, (workflow) => workflow.signal(pauseResignationSignal, parsed));
  }

  /** Goes on after a pause. @throws {ResignationOver} */
  resume(): Promise<void> {
    return askResignation(this.#one, (workflow) => workflow.signal(resumeResignationSignal));
  }

  /** Finishes what is past its goodbye, and ends everything else. @throws {ResignationOver} */
  cancel(): Promise<void> {
    return askResignation(this.#one, (workflow) => workflow.signal(cancelResignationSignal));
  }

  /** Once more what failed or was held until its deadline, and only that; also after its end. */
  retryFailed(): Promise<void> {
    return retryFailed(this.#one);
  }

  /** Leaves out one group; an exit of it that has not said goodbye ends. @throws {InvalidRequest} {@link ResignationOver} */
  async skip(group: GroupKey): Promise<void> {
    const { instanceId, groupId } = parseGroup(group);
    return askResignation(this.#one, (workflow) => workflow.signal(skipGroupSignal, { instanceId, groupId }));
  }

  /**
   * Approves its plan, by the hash of what was read.
   * @throws {ResignationRefused} `ForeignHash`, `AlreadyApproved` by somebody else, `PlanNotReady`, `InvalidApproval`
   * @throws {ResignationOver} {@link NoWorker}
   */
  approve(order: ApproveOrder): Promise<void> {
    return approveResignation(this.#one, order);
  }

  /** What waits for a person right now, read a page at a time. @throws {NoWorker} */
  holds(): AsyncGenerator<ResignationHold> {
    return holdsOf(this.#one);
  }

  /** Answers every hold of a kind in the same way. @throws {InvalidRequest} {@link NoWorker} */
  async decideAll(kind: HoldKind, decision: DecisionRequest): Promise<DecidedHolds> {
    parseDecision(decision);
    return decideAll(this.#one, kind, decision);
  }

  /** A line for each group, read a page at a time; also long after Temporal has forgotten it. @throws {NoWorker} */
  report(): AsyncGenerator<ReportLine> {
    return reportOf(this.#one);
  }
}
