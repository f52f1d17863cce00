import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import type { UnknownOne } from '../../activities/roster/import-rows.ts';
import type { ImportCounts, RosterRow } from '../../activities/roster/roster.ts';

/** No local ones: a page of rows would be in the history of its workflow task once more. */
const roster = proxyActivities<Pick<Activities, 'checkInstances' | 'importRows'>>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '10 seconds', maximumAttempts: 6 },
});

/** Asks the worker which instances it does not know, before a client has any row written. */
export function checkInstances(input: { instanceIds: string[] }): Promise<UnknownOne[]> {
  return roster.checkInstances.executeWithOptions({ summary: 'Are they in the instances file?' }, [input]);
}

/** Writes one page of an import, for clients that have no database. */
export function importRows(page: { rows: RosterRow[] }): Promise<ImportCounts> {
  return roster.importRows.executeWithOptions({ summary: `Write ${page.rows.length} groups` }, [page]);
}
