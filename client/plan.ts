import type { ItemCursor, PlanItem, PlanState, PlanSummary } from '../activities/plans/plan.ts';
import type { planPage, storedPlan } from '../workflows/plan/stored-plan.ts';
import { NoSuchPlan } from './errors.ts';
import { readBooks, type Asked } from './read-books.ts';
import { planReadingWorkflowId } from './workflow-ids.ts';

/** Items in one reading: well below what Temporal carries. */
const PAGE = 500;

/** A plan as it is in the books; `GroupExits` makes it. */
export class Plan {
  readonly planId: string;
  /** `stopped`: a listing was not to be believed; `why` says what to do, and it cannot be run. */
  readonly state: PlanState;
  /** Of its items and wishes: what an approval is about. Once it is ready. */
  readonly hash: string | undefined;
  readonly why: string | undefined;
  /** How many groups have which verdict and why, what that costs, and what it means for each number. */
  readonly summary: PlanSummary;
  readonly #asked: Asked;

  constructor(summary: PlanSummary, asked: Asked) {
    this.planId = summary.planId;
    this.state = summary.state;
    this.hash = summary.hash;
    this.why = summary.why;
    this.summary = summary;
    this.#asked = asked;
  }

  /**
   * Its groups with what is decided of each, number by number, read a page at a time.
   * @throws {NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
   */
  async *items(): AsyncGenerator<PlanItem> {
    let page = await this.#page(undefined);
    while (page.length > 0) {
      yield* page;
      if (page.length < PAGE) return;
      const last = page.at(-1);
      page = await this.#page(last && { instanceId: last.instanceId, position: last.position });
    }
  }

  #page(after: ItemCursor | undefined): Promise<PlanItem[]> {
    const part = after === undefined ? 'first' : `${after.instanceId}/${after.position}`;
    return readBooks(this.#asked, (workflows, how) =>
      workflows.execute<typeof planPage>('planPage', {
        ...how,
        workflowId: planReadingWorkflowId(this.planId, part),
        args: [{ planId: this.planId, after, limit: PAGE }],
        staticSummary: `Read plan **${this.planId}**`,
      }),
    );
  }
}

/**
 * A plan from the worker's database.
 * @throws {NoSuchPlan} {@link NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
 */
export async function readPlan(planId: string, asked: Asked): Promise<Plan> {
  const summary = await readBooks(asked, (workflows, how) =>
    workflows.execute<typeof storedPlan>('storedPlan', {
      ...how,
      workflowId: planReadingWorkflowId(planId, 'summary'),
      args: [{ planId }],
      staticSummary: `Read plan **${planId}**`,
    }),
  );
  if (summary) return new Plan(summary, asked);
  throw new NoSuchPlan(`Nobody knows of a plan ${planId}: make one, or check the id, the address and the namespace.`);
}
