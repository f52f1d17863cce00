import type { WorkflowBundleOption } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Books } from '../../activities/memberships/books.ts';
import { noteHold, dropHold } from '../../activities/note-hold.ts';
import { resignationActivities } from '../../activities/resignations/index.ts';
import { GroupExits, type ResignationHandle, type ResignationProgress } from '../../client/index.ts';
import { plannedBooks } from '../memberships/planned-books.ts';
import type { SeededPlan } from '../memberships/seed-plan.ts';
import { outByReading, script, type ExitActivities } from '../stories/scripted.ts';
import { freshTaskQueue, workflowBundle } from '../support/temporal.ts';

/** What a story is told on: a worker over real books, whose exits meet scripted gateways. */
export interface Stage {
  exits: GroupExits;
  books: Books;
  taskQueue: string;
  environment: TestWorkflowEnvironment;
  seed: (plan: SeededPlan) => Promise<void>;
}

export interface StageOptions {
  plan: SeededPlan;
  /** What the exits meet; the leave is its own proof unless said otherwise. */
  meet?: Partial<ExitActivities>;
  /** The workflows, where an exit is not the real one. */
  bundle?: WorkflowBundleOption;
  /** Further activities. */
  more?: (books: Books) => object;
}

export async function onStage(
  environment: TestWorkflowEnvironment,
  { plan, meet = {}, bundle = workflowBundle(), more = () => ({}) }: StageOptions,
  story: (stage: Stage) => Promise<void>,
): Promise<void> {
  const { books, seed } = await plannedBooks(plan);
  const ports = { resignations: books };
  const taskQueue = freshTaskQueue();
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue,
    workflowBundle: bundle,
    activities: {
      ...script({
        leaveGroup: async () => ({ evidence: outByReading, requestedAtMs: 0 }),
        saveReceipt: (receipt) => books.saveReceipt(receipt),
        noteHold: noteHold(ports),
        dropHold: dropHold(ports),
        ...meet,
      }).activities,
      ...resignationActivities(ports),
      ...more(books),
    },
  });
  const exits = new GroupExits({ client: environment.client, taskQueue });
  await worker.runUntil(story({ exits, books, taskQueue, environment, seed }));
}

/** Waits until a resignation stands as described. */
export async function until(
  run: ResignationHandle,
  what: (progress: ResignationProgress) => boolean,
): Promise<ResignationProgress> {
  for (;;) {
    const now = await run.progress();
    if (what(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Plans of tests that share a server must not share groups: workflow ids are the server's. */
let plans = 0;
export function freshPlan(items: SeededPlan['items']): SeededPlan & { planId: string } {
  plans += 1;
  const series = `${process.pid}${plans}`;
  return {
    planId: `plan-${series}`,
    items: items.map((item, position) => ({ group_id: `12036${series}${position}@g.us`, ...item })),
  };
}

export function groupIdAt(plan: SeededPlan, position: number): string {
  return String(plan.items[position]?.group_id);
}

/** Everything that comes. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
