import type { ResignationState } from '../../../activities/plans/plan.ts';
import type { NumberProgress, ResignationProgress } from '../../../activities/plans/progress.ts';
import { durationText } from '../duration.ts';

const states: Record<ResignationState, string> = {
  planning: 'planning: the groups are being read',
  'awaiting-approval': 'awaiting approval',
  running: 'running',
  pausing: 'pausing: what is past its goodbye goes on to its end',
  paused: 'paused: nothing moves',
  cancelling: 'cancelling: what is past its goodbye goes on to its end',
  stopped: 'stopped: nothing was done',
  finished: 'finished',
};

/** Where a resignation stands, for people, with the commands that come next. Pure. */
export function resignationText(progress: ResignationProgress): string {
  const { groups, settled, open, running, holds, numbers, stoppedBecause } = progress;
  return [
    `Resignation ${progress.resignationId}: ${stateText(progress)}`,
    ...(stoppedBecause === undefined ? [] : [stoppedBecause]),
    `${settled} of ${groups} groups settled${list(outcomesText(progress))}`,
    ...(settled < groups ? [`${running} under way, ${holds} on hold, ${open} not begun${endText(progress)}`] : []),
    ...numbers.map(numberLine),
    ...next(nextCommands(progress)),
  ].join('\n');
}

/** Its state, and who paused it and why. Pure. */
export function stateText({ state, pausedBy, pauseReason }: ResignationProgress): string {
  if (state !== 'pausing' && state !== 'paused') return states[state];
  const who = pausedBy === undefined ? undefined : `by ${pausedBy}`;
  return `${states[state]}${list([who, pauseReason].filter((word) => word !== undefined))}`;
}

/** How many groups have which outcome. Pure. */
export function outcomesText({ outcomes }: ResignationProgress): string[] {
  return Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
}

/** How long the rest will take, as far as anybody can say. Pure. */
export function leftText({ endsAt, asOf }: ResignationProgress): string | undefined {
  if (endsAt === undefined) return undefined;
  return `${durationText(Math.max(0, Date.parse(endsAt) - Date.parse(asOf)))} to go`;
}

function endText(progress: ResignationProgress): string {
  const left = leftText(progress);
  return left === undefined ? '' : `; ${progress.perHour} an hour, ${left}`;
}

function numberLine({ instanceId, groups, settled, running, holds, open }: NumberProgress): string {
  const rest = settled < groups ? `; ${running} under way, ${holds} on hold, ${open} not begun` : '';
  return `  ${instanceId}: ${settled} of ${groups} settled${rest}`;
}

function nextCommands({ resignationId: id, state, holds, outcomes }: ResignationProgress): string[] {
  const over = state === 'finished' || state === 'stopped';
  return [
    ...(state === 'awaiting-approval' ? [`group-exit approve ${id}`] : []),
    ...(holds > 0 ? [`group-exit holds ${id}`] : []),
    ...(state === 'paused' || state === 'pausing' ? [`group-exit resume ${id}`] : []),
    ...(over && (outcomes.failed || outcomes.held) ? [`group-exit retry ${id}`] : []),
    ...(state === 'finished' ? [`group-exit report ${id} --csv`] : []),
  ];
}

function next(commands: string[]): string[] {
  return commands.length === 0 ? [] : ['Next:', ...commands.map((command) => `  ${command}`)];
}

function list(words: string[]): string {
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}
