import type { ResignationState } from '../../activities/plans/plan.ts';
import type { NumberProgress, ResignationProgress } from '../../activities/plans/progress.ts';
import { plain } from './plain.ts';

/** The details travel in an address: few KB. */
const MOST_NUMBERS = 20;

export interface Pause {
  by: string | null;
  reason: string | null;
}

/** The UI draws tables without any room between their columns. */
const GAP = '\u00A0\u00A0';
const header = `| ${['number', 'settled', 'under way', 'on hold', 'not begun'].join(`${GAP} | `)} |`;

const headlines: Record<ResignationState, string> = {
  planning: '**Planning**: the groups are being read',
  'awaiting-approval':
    '**Awaiting approval**: send the update `approve` with `{"planHash": "…", "approvedBy": "your name"}`',
  running: '**Running**',
  pausing: '**Pausing**: what is past its goodbye goes on to its end',
  paused: '**Paused**: nothing moves; the signal `resume` goes on',
  cancelling: '**Cancelling**: what is past its goodbye goes on to its end',
  stopped: '**Stopped**: nothing was done',
  finished: '**Finished**',
};

const waiting = '**Waiting for people**: nothing else is left to do; below is what waits for them';

/** What the Temporal UI shows of a resignation, in Temporal's Markdown. Pure. */
export function resignationDetails(
  resignationId: string,
  state: ResignationState,
  progress: ResignationProgress | null,
  paused: Pause | undefined,
): string {
  const why = paused && [paused.by && `by ${paused.by}`, paused.reason].filter(Boolean).join(': ');
  const now = progress !== null && waitsForPeople(state, progress) ? waiting : headlines[state];
  const headline = why ? `${now} (${plain(why)})` : now;
  if (progress === null) return headline;
  return [
    headline,
    progress.stoppedBecause && plain(progress.stoppedBecause),
    counts(progress),
    ...numbers(progress),
    links(resignationId),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function waitsForPeople(state: ResignationState, { open, running, holds }: ResignationProgress): boolean {
  return state === 'running' && open === 0 && running === 0 && holds > 0;
}

function counts({
  groups,
  settled,
  running,
  open,
  holds,
  outcomes,
  perHour,
  endsAt,
  asOf,
}: ResignationProgress): string {
  const byOutcome = Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${count}`);
  const pace = [`${perHour} an hour`, endsAt && `done at about ${minute(endsAt)}`].filter(Boolean).join(', ');
  return [
    `${settled} of ${groups} groups settled${byOutcome.length > 0 ? ` (${byOutcome.join(', ')})` : ''}; ${pace}`,
    `${running} under way, ${holds} on hold for a person, ${open} not begun; as of ${minute(asOf)}`,
  ].join('\n\n');
}

/** To the minute, in UTC. */
function minute(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}

function numbers({ numbers: all }: ResignationProgress): string[] {
  const left = (number: NumberProgress): number => number.groups - number.settled;
  const ranked = all.toSorted((a, b) => left(b) - left(a));
  const shown = ranked.slice(0, MOST_NUMBERS).map(row);
  const more = ranked.length - shown.length;
  const table = [header, '| --- | --- | --- | --- | --- |', ...shown];
  if (all.length === 0) return [];
  return more > 0 ? [table.join('\n'), `and ${more} more numbers`] : [table.join('\n')];
}

function row({ instanceId, groups, settled, running, holds, open }: NumberProgress): string {
  return `| ${plain(instanceId)}${GAP} | ${settled} of ${groups}${GAP} | ${running} | ${holds} | ${open} |`;
}

function links(resignationId: string): string {
  const ofThis = `Resignation="${resignationId}"`;
  return [
    link('all its exits', `${ofThis} AND WorkflowType="groupExit"`),
    link('what waits for a person', `${ofThis} AND ExitStage="hold" AND ExecutionStatus="Running"`),
    link('past the goodbye', `${ofThis} AND ExitStage="leaving" AND ExecutionStatus="Running"`),
    link('its lanes', `${ofThis} AND WorkflowType="resignationLane"`),
  ].join(' · ');
}

/** The UI puts the namespace in. */
function link(text: string, query: string): string {
  return `[${text}](/namespaces/{namespace}/workflows?query=${encodeURIComponent(query)})`;
}
