import type { Kysely } from 'kysely';
import type { InstanceShare, PlanSummary, Verdict, VerdictCount } from '../../plans/plan.ts';
import type { Tables } from '../tables.ts';
import { planRow } from './plan-row.ts';

interface Tally {
  instance_id: string;
  verdict: Verdict;
  code: string | null;
  count: number;
  requests: number;
}

export async function planSummary(db: Kysely<Tables>, planId: string): Promise<PlanSummary | undefined> {
  const row = await planRow(db, planId);
  if (row === undefined) return undefined;
  const tallies = await tally(db, planId);
  return {
    planId,
    state: row.state,
    hash: row.hash ?? undefined,
    why: row.why ?? undefined,
    groups: total(tallies, 'count'),
    requests: total(tallies, 'requests'),
    counts: countsOf(tallies),
    instances: [...Map.groupBy(tallies, ({ instance_id }) => instance_id)].map(shareOf),
  };
}

async function tally(db: Kysely<Tables>, planId: string): Promise<Tally[]> {
  const rows = await db
    .selectFrom('plan_items')
    .select((row) => [
      'instance_id',
      'verdict',
      'code',
      row.fn.countAll<number | string>().as('count'),
      row.fn.sum<number | string>('requests').as('requests'),
    ])
    .where('plan_id', '=', planId)
    .groupBy(['instance_id', 'verdict', 'code'])
    .orderBy('instance_id')
    .orderBy('verdict')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count), requests: Number(row.requests) }));
}

function countsOf(tallies: Tally[]): VerdictCount[] {
  const byReason = Map.groupBy(tallies, ({ verdict, code }) => `${verdict}/${code ?? ''}`);
  return [...byReason.values()].flatMap(([first, ...more]) =>
    first === undefined
      ? []
      : { verdict: first.verdict, code: first.code ?? undefined, count: total([first, ...more], 'count') },
  );
}

function shareOf([instanceId, tallies]: [string, Tally[]]): InstanceShare {
  const exits = total(
    tallies.filter(({ verdict }) => verdict !== 'skip'),
    'count',
  );
  return { instanceId, groups: total(tallies, 'count'), exits, requests: total(tallies, 'requests') };
}

function total(tallies: Tally[], what: 'count' | 'requests'): number {
  return tallies.reduce((sum, one) => sum + one[what], 0);
}
