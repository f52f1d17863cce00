import type { ReportLine } from '../activities/plans/report.ts';
import type { Evidence, StepName } from '../activities/receipt.ts';

const steps: StepName[] = [
  'trigger',
  'turn',
  'pre-flight',
  'invite-code',
  'closing-description',
  'successor',
  'goodbye',
  'leave',
  'confirmation',
  'withdrawn',
  'caches',
];

const header = [
  'instance',
  'group',
  'name',
  'client',
  'verdict',
  'planned',
  'state',
  'outcome',
  'code',
  'summary',
  'started',
  'finished',
  'exit',
  'holds',
  ...steps.flatMap((step) => [step, `${step} evidence`]),
];

/** A report as CSV (RFC 4180), a line a group after the header: for spreadsheets. Ends each line with CRLF. */
export async function* reportCsv(lines: AsyncIterable<ReportLine>): AsyncGenerator<string> {
  yield row(header);
  for await (const line of lines) yield row(cellsOf(line));
}

/** A report as JSON, a line a group: for programs. */
export async function* reportJsonLines(lines: AsyncIterable<ReportLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

function cellsOf(line: ReportLine): string[] {
  return [
    line.instanceId,
    line.groupId,
    line.groupName ?? '',
    line.clientId ?? '',
    line.verdict,
    line.planned ?? '',
    line.state,
    line.outcome ?? '',
    line.code ?? '',
    line.summary ?? '',
    line.startedAt ?? '',
    line.finishedAt ?? line.settledAt ?? '',
    line.exitId ?? '',
    line.holds.map(({ kind, decision }) => `${kind}: ${decision?.action ?? 'undecided'}`).join('; '),
    ...steps.flatMap((name) => stepCells(line, name)),
  ];
}

function stepCells({ steps: records }: ReportLine, name: StepName): [string, string] {
  const record = records.find(({ step }) => step === name);
  if (!record) return ['', ''];
  const { outcome, code, evidence } = record;
  return [code === undefined ? outcome : `${outcome}: ${code}`, evidence ? proof(evidence) : ''];
}

function proof(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'message':
      return `message ${evidence.messageId}`;
    case 'read-back':
      return evidence.what;
    case 'event':
      return `event ${evidence.eventId} of ${evidence.occurredAt}`;
    case 'reading':
      return `${evidence.sources.join('; ')} at ${evidence.readAt}`;
    case 'accepted':
      return `accepted, asked at ${evidence.requestedAt}`;
    case 'count':
      return `${evidence.count} ${evidence.what}`;
  }
}

function row(cells: string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/**
 * What people write comes into a spreadsheet as text: a cell that begins like a formula gets an apostrophe first
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function cell(text: string): string {
  const safe = /^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
