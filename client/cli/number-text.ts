import type { NumberStatus } from '../../workflows/number/messages.ts';

/** Where a number stands, for people. Pure. */
export function numberText(status: NumberStatus): string {
  const { instanceId, usedToday, policy, waiting, queue } = status;
  const rows = queue.map(({ workflowId, urgency, finishing, about }, index) =>
    [`  ${index + 1}. ${workflowId}`, finishing ? 'past its goodbye' : urgency, about && `about ${about}`]
      .filter(Boolean)
      .join(', '),
  );
  const more = waiting > queue.length ? [`  … and ${waiting - queue.length} more`] : [];
  const pace = policy === undefined ? '' : `, pace ${policy}`;
  const used = `${usedToday} turns in the last 24 hours, ${waiting} waiting${pace}`;
  return [`${instanceId}: ${headline(status)}`, used, ...rows, ...more].join('\n');
}

function headline({ standstill, turn, next }: NumberStatus): string {
  if (standstill !== undefined) return standstill;
  if (turn) return `${turn.workflowId} has the turn since ${turn.since}`;
  return next ? `next turn at ${next.at}: ${next.why}` : 'nobody waits for a turn';
}
