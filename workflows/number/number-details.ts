import type { NumberStatus } from './messages.ts';
import { minute } from './standstill-text.ts';

/** What the Temporal UI shows of a number, in Temporal's Markdown. Pure. */
export function numberDetails(status: NumberStatus): string {
  return [headline(status), used(status), orders(status), ...queue(status)].join('\n\n');
}

function headline({ standstill, turn, next, waiting }: NumberStatus): string {
  if (standstill !== undefined) return `**Stands still**: ${standstill}.`;
  if (turn) return `**At work**: ${link(turn.workflowId)} has the turn since ${minute(Date.parse(turn.since))}.`;
  if (next) return `**Next turn** at ${minute(Date.parse(next.at))}: ${next.why}.`;
  return waiting > 0 ? `**Reading the pace**` : '**Idle**: nobody waits for a turn.';
}

function used({ usedToday, policy, waiting }: NumberStatus): string {
  const pace = policy === undefined ? '' : ` Pace: \`${policy}\`.`;
  return `${usedToday} turns in the last 24 hours, ${waiting} waiting.${pace}`;
}

function orders({ state }: NumberStatus): string {
  return state === 'working' ? 'The signal `pause` stops it between two turns.' : 'The signal `resume` lets it go on.';
}

function queue({ queue: shown, waiting }: NumberStatus): string[] {
  if (shown.length === 0) return [];
  const rows = shown.map(
    ({ workflowId, urgency, finishing, about }, index) =>
      `| ${index + 1} | ${link(workflowId)} | ${finishing ? 'past its goodbye' : urgency} | ${about ? minute(Date.parse(about)) : ''} |`,
  );
  const more = waiting > shown.length ? [`… and ${waiting - shown.length} more.`] : [];
  return [['| place | exit | why | about |', '| --- | --- | --- | --- |', ...rows].join('\n'), ...more];
}

/** The UI fills in the namespace. */
function link(workflowId: string): string {
  return `[${workflowId}](/namespaces/{namespace}/workflows/${encodeURIComponent(workflowId)})`;
}
