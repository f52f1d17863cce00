import { durationText } from './duration.ts';
import type { PlanItem, PlanSummary, Verdict, VerdictCount } from '../../activities/plans/plan.ts';

/** More than a person reads; `--json` has them all. */
const MOST_PEOPLE = 20;

const verdicts: Record<Verdict, string> = { leave: 'leave', skip: 'skip', person: 'needs a person' };

/** A plan for people. Pure. */
export function planText(plan: PlanSummary): string {
  if (plan.state === 'stopped') return `Plan ${plan.planId} was stopped. ${plan.why ?? ''}`;
  const instances = plan.instances.map(
    ({ instanceId, groups, exits, requests, etaMs }) =>
      `  ${instanceId}: ${groups} groups, ${exits} exits, about ${requests} requests${eta(etaMs)}`,
  );
  return [
    `Plan ${plan.planId}: ${plan.groups} groups, about ${plan.requests} requests to the gateways. Nothing was done.`,
    ...[...plan.counts].sort(byVerdict).map(countLine),
    ...instances,
  ].join('\n');
}

/** The groups that need a person first, a line each. Pure. */
export function peopleText(
  people: readonly Pick<PlanItem, 'instanceId' | 'groupId' | 'groupName' | 'code' | 'detail'>[],
): string[] {
  if (people.length === 0) return [];
  const lines = people
    .slice(0, MOST_PEOPLE)
    .map(
      ({ instanceId, groupId, groupName, detail }) => `  ${instanceId} ${groupId} ${groupName ?? ''}: ${detail ?? ''}`,
    );
  const rest = people.length - lines.length;
  return ['Need a person:', ...lines, ...(rest > 0 ? [`  and ${rest} more; --json lists them all`] : [])];
}

function eta(etaMs: number | undefined): string {
  return etaMs === undefined ? '' : `, ${durationText(etaMs)} at its pace`;
}

function countLine({ verdict, code, count }: VerdictCount): string {
  return `  ${String(count).padStart(6)} ${verdicts[verdict]}${code === undefined ? '' : ` (${code})`}`;
}

const order: Verdict[] = ['leave', 'person', 'skip'];

function byVerdict(one: VerdictCount, other: VerdictCount): number {
  return order.indexOf(one.verdict) - order.indexOf(other.verdict) || other.count - one.count;
}
