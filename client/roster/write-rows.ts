import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import type { ImportCounts, RosterRow } from '../../activities/roster/roster.ts';
import type {
  checkInstances as checkInstancesWorkflow,
  importRows as importRowsWorkflow,
} from '../../workflows/roster/import-rows.ts';
import { ImportFailed } from '../errors.ts';
import { readBooks, type Asked } from '../read-books.ts';
import { rootCause } from '../temporal-errors.ts';
import { importWorkflowId } from '../workflow-ids.ts';
import { pagesOf } from './pages.ts';
import { refuse, type NameOf, type ParsedRows } from './parse-rows.ts';

/** What an import has done. */
export interface ImportResult extends ImportCounts {
  /** Groups that were named, each counted once. */
  groups: number;
  /** Rows that said the same as an earlier one. */
  repeated: number;
}

/** Longer than the attempts of one page take while the database is busy. */
const workflowExecutionTimeout = '5 minutes';

/**
 * Has the rows written by the worker, page by page, once it knows the instances of all of them.
 * @throws {InvalidRequest} naming the rows whose instance it does not know
 * @throws {ImportFailed} {@link NoWorker} {@link TemporalUnavailable} {@link TemporalNotReady}
 */
export async function writeRows(
  { rows, indexes, repeated }: ParsedRows,
  asked: Asked,
  nameOf: NameOf,
): Promise<ImportResult> {
  const importId = randomUUID();
  const unknown = await unknownInstances(importId, rows, asked);
  refuse(
    rows.flatMap(({ instanceId }, position) => {
      const problem = unknown.get(instanceId);
      return problem === undefined ? [] : { field: nameOf(indexes[position] ?? 0, 'instanceId'), problem };
    }),
  );
  const result = { groups: rows.length, added: 0, changed: 0, unchanged: 0, repeated };
  for (const [page, part] of pagesOf(rows).entries()) {
    const counts = await writePage(importWorkflowId(importId, String(page + 1)), part, asked, result);
    result.added += counts.added;
    result.changed += counts.changed;
    result.unchanged += counts.unchanged;
  }
  return result;
}

/** Ids are short, so all that anybody has go into one input. @returns by id, what is wrong with it */
async function unknownInstances(
  importId: string,
  rows: readonly RosterRow[],
  asked: Asked,
): Promise<Map<string, string>> {
  const instanceIds = [...new Set(rows.map(({ instanceId }) => instanceId))];
  const unknown = await telling(0, rows.length, () =>
    readBooks(asked, (workflows, how) =>
      workflows.execute<typeof checkInstancesWorkflow>('checkInstances', {
        ...how,
        workflowId: importWorkflowId(importId, 'check'),
        args: [{ instanceIds }],
        staticSummary: `Check the instances of an import of **${rows.length}** groups`,
      }),
    ),
  );
  return new Map(unknown.map(({ instanceId, problem }) => [instanceId, problem]));
}

function writePage(
  workflowId: string,
  rows: RosterRow[],
  asked: Asked,
  { added, changed, unchanged, groups }: ImportResult,
): Promise<ImportCounts> {
  return telling(added + changed + unchanged, groups, () =>
    readBooks(asked, (workflows, how) =>
      workflows.execute<typeof importRowsWorkflow>('importRows', {
        ...how,
        workflowExecutionTimeout,
        workflowId,
        args: [{ rows }],
        staticSummary: `Import **${rows.length}** groups`,
      }),
    ),
  );
}

async function telling<T>(done: number, groups: number, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    const why = rootCause(error).message.replace(/\.$/, '');
    throw new ImportFailed(
      `The import stopped: ${why}. ${done} of ${groups} groups are written; import all of them again, which doubles nothing.`,
      { cause: error },
    );
  }
}
