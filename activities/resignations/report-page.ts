import type { ReportLine, ReportPage } from '../plans/report.ts';
import type { ReportCursor, ReportRow } from '../plans/resignations.ts';
import type { ResignationPorts } from '../ports.ts';

const MOST_LINES = 500;
/** A payload of Temporal's is at most 2 MiB. */
const MOST_CHARACTERS = 700_000;

export interface ReportPageInput {
  resignationId: string;
  after?: ReportCursor;
}

/** One page of a report, from items and receipts; `null` where nobody knows of the resignation. */
export const reportPage =
  ({ resignations }: ResignationPorts) =>
  async ({ resignationId, after }: ReportPageInput): Promise<ReportPage | null> => {
    const resignation = await resignations.resignation(resignationId);
    if (resignation === undefined) return null;
    const rows = await resignations.reportRows(resignation.planId, after, MOST_LINES);
    const page = asManyAsFit(rows);
    const last = rows[page.length - 1];
    const isLast = page.length === rows.length && rows.length < MOST_LINES;
    if (isLast || last === undefined) return { lines: page };
    return { lines: page, next: { instanceId: last.instanceId, position: last.position } };
  };

function asManyAsFit(rows: ReportRow[]): ReportLine[] {
  const lines: ReportLine[] = [];
  let characters = 0;
  for (const row of rows) {
    const line = lineOf(row);
    characters += JSON.stringify(line).length;
    if (lines.length > 0 && characters > MOST_CHARACTERS) return lines;
    lines.push(line);
  }
  return lines;
}

function lineOf(row: ReportRow): ReportLine {
  const { receipt } = row;
  return {
    instanceId: row.instanceId,
    groupId: row.groupId,
    groupName: row.groupName ?? undefined,
    clientId: row.clientId ?? undefined,
    verdict: row.verdict,
    planned: row.detail ?? row.code ?? undefined,
    state: row.state,
    outcome: row.outcome ?? undefined,
    code: row.outcomeCode ?? undefined,
    summary: receipt?.summary,
    exitId: receipt?.exitId,
    steps: receipt?.steps ?? [],
    holds: receipt?.holds ?? [],
    startedAt: receipt?.startedAt,
    finishedAt: receipt?.finishedAt,
    settledAt: row.settledAtMs === null ? undefined : new Date(row.settledAtMs).toISOString(),
  };
}
