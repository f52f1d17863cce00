import type { HoldRecord, PlanItem, ReportLine } from '../../../client/index.ts';
import type { Audit } from './audit.ts';
import type { Ending } from './play-round.ts';
import { howTheyEnded } from './went-wrong.ts';
import { fitted, table, WIDTH } from './table.ts';

/** How the groups ended, what the plan left out, and what a person had to decide. Pure. */
export function summary({ skipped, report }: Ending, wentWrong: readonly string[][]): string[] {
  return [
    '',
    `${report.length} groups: ${howTheyEnded(report)}.`,
    '',
    ...wrapped(table(['what went wrong', 'groups', 'what was done about it', 'how they ended'], wentWrong)),
    '',
    ...wrapped(table(['left out by the plan', 'groups', 'why'], leftOut(skipped))),
    '',
    ...wrapped(table(['number', 'group', 'held for', 'decided', 'by', 'outcome'], held(report))),
    '',
  ];
}

/** What the world's own journal says about the report. Pure. */
export function verdict({ left, greeted, handedOver, wrong }: Audit, webhooksAgain: number): string[] {
  const lines = [
    "Held against the make-believe WhatsApp's own journal, line by line:",
    `  ${left} groups left: one departure each, and one goodbye in each of the ${greeted} where one may write`,
    `  ${handedOver} groups handed over: the successor was admin before we left; none is without an admin`,
  ];
  if (webhooksAgain > 0) lines.push(`  ${webhooksAgain} webhooks found nobody at the worker's door, and came again`);
  if (wrong.length === 0) return [...lines, '  nothing lost, nothing doubled', ''];
  return ['The report and the make-believe WhatsApp disagree:', ...wrong.map((line) => `  ${line}`), ''];
}

function leftOut(skipped: readonly PlanItem[]): string[][] {
  const rows = [...Map.groupBy(skipped, ({ code = '' }) => code)];
  return rows.map(([code, those]) => [code, String(those.length), those[0]?.detail?.split(':')[0] ?? '']);
}

function held(report: readonly ReportLine[]): string[][] {
  return report.flatMap(({ instanceId, groupName = '', holds, outcome = '' }) =>
    holds.map((hold) => [instanceId, groupName, hold.kind, ...decisionOf(hold), outcome]),
  );
}

function decisionOf({ decision }: HoldRecord): [string, string] {
  return decision ? [decision.action, decision.decidedBy] : ['', ''];
}

function wrapped(lines: readonly string[]): string[] {
  return lines.map((line) => fitted(line, WIDTH));
}
