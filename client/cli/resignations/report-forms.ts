import type { ReportLine } from '../../../activities/plans/report.ts';

/** A report as one JSON list, a line a group. Nothing comes before the first group was read: that may fail. */
export async function* reportJson(lines: AsyncIterable<ReportLine>): AsyncGenerator<string> {
  let last: string | undefined;
  for await (const line of lines) {
    if (last !== undefined) yield `${last},\n`;
    last = `${last === undefined ? '[\n' : ''}${JSON.stringify(line)}`;
  }
  yield `${last ?? '['}\n]\n`;
}

/** A report for people, a line a group. */
export async function* reportLines(lines: AsyncIterable<ReportLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${lineText(line)}\n`;
}

function lineText({ instanceId, groupId, groupName, state, outcome, code, summary }: ReportLine): string {
  const what = outcome === undefined ? state : code === undefined ? outcome : `${outcome} (${code})`;
  const name = groupName === undefined ? '' : ` ${groupName}`;
  return `${instanceId} ${groupId}${name}: ${what}${summary === undefined ? '' : `: ${summary}`}`;
}
