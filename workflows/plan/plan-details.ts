import type { PlannedInstance } from '../../activities/plans/plan-instance.ts';

/** How far the plan is with one number; absent while it waits for its turn. */
export type InstanceProgress = 'reading' | PlannedInstance;

/** More would not fit: the details travel in an address. */
const MOST_ROWS = 50;

/** What the Temporal UI shows of a plan that is being made, in Temporal's Markdown. Pure. */
export function planDetails(instanceIds: readonly string[], progress: ReadonlyMap<string, InstanceProgress>): string {
  const done = [...progress.values()].filter((one) => one !== 'reading').length;
  const rows = instanceIds.slice(0, MOST_ROWS).map((instanceId) => row(instanceId, progress.get(instanceId)));
  const rest = instanceIds.length - rows.length;
  return [
    `**Reading**: ${done} of ${instanceIds.length} numbers. Nothing is done in any group.`,
    ['| number | listing | groups in the plan |', '| --- | --- | --- |', ...rows].join('\n'),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ].join('\n\n');
}

function row(instanceId: string, progress: InstanceProgress | undefined): string {
  if (progress === undefined) return `| ${instanceId} | waits | |`;
  if (progress === 'reading') return `| ${instanceId} | reading | |`;
  if (progress.kind === 'stopped') return `| ${instanceId} | not believed | |`;
  return `| ${instanceId} | ${progress.listed} groups | ${progress.groups} |`;
}
