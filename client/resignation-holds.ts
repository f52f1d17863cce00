import type { HoldKind } from '../activities/receipt.ts';
import type { ResignationHoldRow } from '../activities/plans/holds.ts';
import type { holdsPage } from '../workflows/resignation/readings.ts';
import { latestRun } from './attached-exit.ts';
import { noSuchResignation, type AttachedResignation } from './attached-resignation.ts';
import { decide } from './decide.ts';
import { parseDecision, type DecisionRequest } from './decision.ts';
import { DecisionRefused, NoSuchExit } from './errors.ts';
import { readBooks, type Asked } from './read-books.ts';
import { reportReadingWorkflowId, type GroupKey } from './workflow-ids.ts';

/** An exit of a resignation that waits for a person. */
export class ResignationHold {
  readonly instanceId: string;
  readonly groupId: string;
  readonly groupName: string | undefined;
  readonly kind: HoldKind;
  /** Why it is held. */
  readonly question: string;
  readonly since: Date;
  readonly #asked: Asked;

  constructor(row: ResignationHoldRow, asked: Asked) {
    this.instanceId = row.instanceId;
    this.groupId = row.groupId;
    this.groupName = row.groupName ?? undefined;
    this.kind = row.kind;
    this.question = row.question;
    this.since = new Date(row.sinceMs);
    this.#asked = asked;
  }

  /**
   * Answers it. When it returns, the exit has taken the decision.
   * @throws {InvalidRequest} {@link DecisionRefused} {@link NoSuchExit} {@link NoWorker}
   */
  async decide(decision: DecisionRequest): Promise<void> {
    const { instanceId, groupId } = this;
    const { client, taskQueue } = this.#asked;
    const group = { instanceId, groupId };
    await decide({ client, taskQueue, group, workflow: latestRun(client, group) }, parseDecision(decision));
  }
}

/** What came of answering many holds. */
export interface DecidedHolds {
  decided: GroupKey[];
  /** Those that did not take the decision: decided meanwhile, most likely. */
  refused: (GroupKey & { why: string })[];
}

/** @throws {NoSuchResignation} {@link NoWorker} */
export async function* holdsOf(one: AttachedResignation): AsyncGenerator<ResignationHold> {
  let after: string | undefined;
  do {
    const page = await readHolds(one, after);
    if (page === null) throw noSuchResignation(one.resignationId);
    for (const row of page.holds) yield new ResignationHold(row, one);
    after = page.next;
  } while (after !== undefined);
}

function readHolds(one: AttachedResignation, after: string | undefined) {
  const { resignationId } = one;
  return readBooks(one, (workflows, how) =>
    workflows.execute<typeof holdsPage>('holdsPage', {
      ...how,
      workflowId: reportReadingWorkflowId(resignationId, `holds/${after ?? 'first'}`),
      args: [{ resignationId, after }],
      staticSummary: `Read what waits in resignation **${resignationId}**`,
    }),
  );
}

/** One after another; a hold that does not take the decision keeps none of the others from it. */
export async function decideAll(
  one: AttachedResignation,
  kind: HoldKind,
  decision: DecisionRequest,
): Promise<DecidedHolds> {
  const result: DecidedHolds = { decided: [], refused: [] };
  for await (const hold of holdsOf(one)) {
    if (hold.kind !== kind) continue;
    const group = { instanceId: hold.instanceId, groupId: hold.groupId };
    try {
      await hold.decide(decision);
      result.decided.push(group);
    } catch (error) {
      if (!(error instanceof DecisionRefused || error instanceof NoSuchExit)) throw error;
      result.refused.push({ ...group, why: error.message });
    }
  }
  return result;
}
