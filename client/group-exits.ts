import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { ExitPreview } from '../workflows/exit-preview.ts';
import type { groupExit } from '../workflows/group-exit.ts';
import type { GroupExitInput } from '../workflows/messages.ts';
import type { number } from '../workflows/number/number.ts';
import { exitReason, exitStage, waClient, waGroup, waInstance } from '../workflows/search-attributes.ts';
import { latestRun, type AttachedExit } from './attached-exit.ts';
import { ExitHandle } from './exit-handle.ts';
import { exitDetails, exitSummary } from './exit-summary.ts';
import { makePlan } from './make-plan.ts';
import { readPlan, type Plan } from './plan.ts';
import { parsePlanId, parsePlanQuestion, type PlanQuestion } from './plan-request.ts';
import { NumberHandle } from './number-handle.ts';
import { attachResignation } from './attached-resignation.ts';
import { parseResignationId, parseResignRequest, type ResignRequest } from './resign-request.ts';
import { ResignationHandle } from './resignation-handle.ts';
import { startResignation } from './start-resignation.ts';
import { previewExit } from './preview.ts';
import { parseExitRequest, parseGroup, parseInstance, type ExitRequest, type PreviewRequest } from './request.ts';
import { assignment } from './roster/assignment.ts';
import type { ImportRow } from './roster/import-row.ts';
import { inList, parseImportRows, type ImportOptions } from './roster/parse-rows.ts';
import { writeRows, type ImportResult } from './roster/write-rows.ts';
import { askTemporal } from './temporal-errors.ts';
import { DEFAULT_TASK_QUEUE, exitWorkflowId, numberWorkflowId, type GroupKey } from './workflow-ids.ts';

export interface GroupExitsOptions {
  /** Of @temporalio/client, connected; all that is needed. */
  client: Client;
  /** The workers' task queue; `group-exit` unless said otherwise. */
  taskQueue?: string;
}

/** Makes WhatsApp numbers leave their groups properly: the part of this package that backends call. */
export class GroupExits {
  readonly #client: Client;
  readonly #taskQueue: string;

  constructor({ client, taskQueue = DEFAULT_TASK_QUEUE }: GroupExitsOptions) {
    this.#client = client;
    this.#taskQueue = taskQueue;
  }

  /**
   * Starts an exit, or attaches to the one that this group has already: asking twice is asking once, and the first request's
   * wishes stand. A group that was left is not left again: its old receipt is the answer. With `dryRun`, only looks.
   * @returns as soon as Temporal has the exit; `receipt()` of the handle waits for its end
   * @throws {InvalidRequest} with every fault, before anything is sent
   * @throws {TemporalUnavailable} {@link TemporalNotReady}; of a dry run also {@link PreviewFailed} and {@link NoWorker}
   */
  exit(request: PreviewRequest): Promise<ExitPreview>;
  exit(request: ExitRequest): Promise<ExitHandle>;
  exit(request: ExitRequest | PreviewRequest): Promise<ExitHandle | ExitPreview>;
  async exit(request: ExitRequest | PreviewRequest): Promise<ExitHandle | ExitPreview> {
    const { input, dryRun } = parseExitRequest(request);
    if (dryRun) return previewExit(this.#client, this.#taskQueue, input);
    const workflow = await askTemporal(() => this.#start(input));
    return this.#attach(input, workflow);
  }

  /**
   * Attaches to the exit of a group, whoever started it. Asks nobody, so a group without one shows with the first call.
   * @throws {InvalidRequest}
   */
  handle(group: GroupKey): ExitHandle {
    const key = parseGroup(group);
    return this.#attach(key, latestRun(this.#client, key));
  }

  /**
   * Says what leaving the groups would mean, group by group, and does nothing: one reading of each number's list of groups.
   * With a `planId`, asking twice is asking once.
   * @returns once it is made; look at its `state`: a listing that is not to be believed stops it
   * @throws {InvalidRequest} with every fault, before any gateway is asked
   * @throws {PlanTaken} {@link PlanFailed} {@link NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
   */
  async plan(question: PlanQuestion): Promise<Plan> {
    const { planId = randomUUID(), request } = parsePlanQuestion(question);
    return makePlan({ planId, request }, this.#asked);
  }

  /**
   * A plan that was made before, whoever asked for it.
   * @throws {InvalidRequest} {@link NoSuchPlan} {@link NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
   */
  async planOf(planId: string): Promise<Plan> {
    return readPlan(parsePlanId(planId), this.#asked);
  }

  /**
   * Leaves all groups of a plan, or of a selection that is planned first: for days if need be, through crashes, each number at
   * its own pace. Asking twice with the same id is asking once.
   * @returns as soon as the books have it; where no worker is there, or the plan takes its time, before that
   * @throws {InvalidRequest} with every fault, before anything is done
   * @throws {ResignationRefused} {@link TemporalUnavailable} {@link TemporalNotReady}
   */
  async resign(request: ResignRequest): Promise<ResignationHandle> {
    const input = parseResignRequest(request);
    await startResignation(input, this.#asked);
    return new ResignationHandle(attachResignation(input.resignationId, this.#asked));
  }

  /**
   * Attaches to a resignation, whoever started it. Asks nobody, so one that never was shows with the first call.
   * @throws {InvalidRequest}
   */
  resignation(resignationId: string): ResignationHandle {
    return new ResignationHandle(attachResignation(parseResignationId(resignationId), this.#asked));
  }

  /**
   * Tells the worker's database what you know of groups: whose they are, when something last happened in them, which to keep, who
   * inherits them. What a row leaves out stays, and no row says that a group was left: exits prove that. Repeating it changes
   * nothing.
   * @throws {InvalidRequest} with the faults of all rows, before any is written
   * @throws {ImportFailed} {@link NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
   */
  async import(rows: readonly ImportRow[], { nameOf = inList }: ImportOptions = {}): Promise<ImportResult> {
    return writeRows(parseImportRows(rows, nameOf), this.#asked, nameOf);
  }

  /**
   * Says whose groups these are: an {@link import} of nothing else.
   * @throws {InvalidRequest} {@link ImportFailed} {@link NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
   */
  async assignGroups(clientId: string, groups: readonly GroupKey[]): Promise<ImportResult> {
    return this.import(assignment(clientId, groups));
  }

  /**
   * One WhatsApp number: what it is at, and its pause. Asks nobody.
   * @throws {InvalidRequest}
   */
  number(instanceId: string): NumberHandle {
    const id = parseInstance(instanceId);
    const workflow = this.#client.workflow.getHandle<typeof number>(numberWorkflowId(id));
    return new NumberHandle({ client: this.#client, taskQueue: this.#taskQueue, instanceId: id, workflow });
  }

  get #asked() {
    return { client: this.#client, taskQueue: this.#taskQueue };
  }

  #attach({ instanceId, groupId }: GroupKey, workflow: AttachedExit['workflow']): ExitHandle {
    const group = { instanceId, groupId };
    return new ExitHandle({ client: this.#client, taskQueue: this.#taskQueue, group, workflow });
  }

  #start(input: GroupExitInput) {
    return this.#client.workflow.start<typeof groupExit>('groupExit', {
      workflowId: exitWorkflowId(input),
      // One exit at a time. Whether a closed one is repeated is for the membership row to say.
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      taskQueue: this.#taskQueue,
      args: [input],
      staticSummary: exitSummary(input),
      staticDetails: exitDetails(input),
      typedSearchAttributes: [
        { key: waInstance, value: input.instanceId },
        { key: waGroup, value: input.groupId },
        { key: exitReason, value: input.reason },
        { key: exitStage, value: 'waiting' },
        ...(input.clientId === undefined ? [] : [{ key: waClient, value: input.clientId }]),
      ],
    });
  }
}
