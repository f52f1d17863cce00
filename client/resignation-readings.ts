import { WorkflowFailedError } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { ResignationProgress } from '../activities/plans/progress.ts';
import type { ReportLine } from '../activities/plans/report.ts';
import type { ReportCursor } from '../activities/plans/resignations.ts';
import { resignationProgressQuery } from '../workflows/resignation/messages.ts';
import type { reportPage, resignationProgress } from '../workflows/resignation/readings.ts';
import { GroupExitError } from './errors.ts';
import { noSuchResignation, type AttachedResignation } from './attached-resignation.ts';
import { readBooks } from './read-books.ts';
import { refusalOf } from './start-resignation.ts';
import { askTemporal } from './temporal-errors.ts';
import { reportReadingWorkflowId } from './workflow-ids.ts';

/** A query is answered at once where a worker is free. */
const QUERY_TIMEOUT_MS = 3_000;

/** What the books say of it; `null` where they do not know it. @throws {NoWorker} */
export function readResignation(one: AttachedResignation): Promise<ResignationProgress | null> {
  const { resignationId } = one;
  return readBooks(one, (workflows, how) =>
    workflows.execute<typeof resignationProgress>('resignationProgress', {
      ...how,
      workflowId: reportReadingWorkflowId(resignationId, 'progress'),
      args: [{ resignationId }],
      staticSummary: `Read where resignation **${resignationId}** stands`,
    }),
  );
}

/** @throws {NoSuchResignation} {@link ResignationRefused} {@link NoWorker} */
export async function progressOfResignation(one: AttachedResignation): Promise<ResignationProgress> {
  const stored = await readResignation(one);
  if (stored === null) return notInTheBooks(one);
  return stored.state === 'running' ? { ...stored, endsAt: await estimatedEnd(one, stored) } : stored;
}

/** The workflow knows the paces of the numbers, the books only what was done of late. */
async function estimatedEnd(one: AttachedResignation, { endsAt }: ResignationProgress): Promise<string | undefined> {
  const query = () => one.workflow.query(resignationProgressQuery);
  try {
    const known = await askTemporal(() => one.client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, query));
    return known?.endsAt ?? endsAt;
  } catch (error) {
    // It has ended in this moment, or its worker is busy: the rate of late will do.
    if (error instanceof WorkflowNotFoundError || error instanceof GroupExitError) return endsAt;
    throw error;
  }
}

/** Its plan is being made, or it was refused. */
async function notInTheBooks(one: AttachedResignation): Promise<ResignationProgress> {
  const described = await askTemporal(() => one.workflow.describe()).catch((error: unknown) => {
    throw error instanceof WorkflowNotFoundError ? noSuchResignation(one.resignationId, error) : error;
  });
  if (described.status.name !== 'RUNNING') return endOf(one);
  const { resignationId } = one;
  const nothing = { groups: 0, open: 0, running: 0, holds: 0, settled: 0, outcomes: {}, numbers: [], perHour: 0 };
  const startedAt = described.startTime.toISOString();
  return {
    resignationId,
    planId: resignationId,
    state: 'planning',
    ...nothing,
    startedAt,
    asOf: new Date().toISOString(),
  };
}

/** @throws {NoSuchResignation} {@link ResignationRefused} */
export async function endOf(one: AttachedResignation): Promise<ResignationProgress> {
  try {
    return await askTemporal(() => one.workflow.result());
  } catch (error) {
    if (error instanceof WorkflowFailedError) throw refusalOf(error);
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const stored = await readResignation(one);
    if (stored) return stored;
    throw noSuchResignation(one.resignationId, error);
  }
}

/** @throws {NoSuchResignation} {@link NoWorker} */
export async function* reportOf(one: AttachedResignation): AsyncGenerator<ReportLine> {
  let after: ReportCursor | undefined;
  do {
    const page = await readReport(one, after);
    if (page === null) throw noSuchResignation(one.resignationId);
    yield* page.lines;
    after = page.next;
  } while (after);
}

function readReport(one: AttachedResignation, after: ReportCursor | undefined) {
  const { resignationId } = one;
  const part = after === undefined ? 'first' : `${after.instanceId}/${after.position}`;
  return readBooks(one, (workflows, how) =>
    workflows.execute<typeof reportPage>('reportPage', {
      ...how,
      workflowId: reportReadingWorkflowId(resignationId, part),
      args: [{ resignationId, after }],
      staticSummary: `Read the report of resignation **${resignationId}**`,
    }),
  );
}
