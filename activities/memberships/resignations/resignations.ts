import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ResignationRequest, ResignationState } from '../../plans/plan.ts';
import type { Approval, PlanBrief, Resignation, ResignationOpening } from '../../plans/resignations.ts';
import { fromJson, toJson } from '../json.ts';
import { nowMs } from '../now.ts';
import type { Tell } from '../outbox/telling.ts';
import type { Tables } from '../tables.ts';

export async function openResignation(
  trx: Transaction<Tables>,
  resignationId: string,
  request: ResignationRequest,
): Promise<ResignationOpening> {
  const known = await readResignation(trx, resignationId);
  if (known)
    return known.request.asked === request.asked ? { kind: 'opened', resignation: known } : { kind: 'id-taken' };
  const other = await trx
    .selectFrom('resignations')
    .select('resignation_id')
    .where('plan_id', '=', request.planId)
    .executeTakeFirst();
  if (other) return { kind: 'plan-taken', by: other.resignation_id };
  const row = await trx
    .insertInto('resignations')
    .values({
      resignation_id: resignationId,
      plan_id: request.planId,
      state: 'planning',
      request: toJson(request),
      approved_by: request.approvedBy ?? null,
      approved_at_ms: request.approvedBy === undefined ? null : nowMs,
      started_at_ms: nowMs,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { kind: 'opened', resignation: resignationOf(row) };
}

export async function readResignation(db: Kysely<Tables>, resignationId: string): Promise<Resignation | undefined> {
  const row = await db
    .selectFrom('resignations')
    .selectAll()
    .where('resignation_id', '=', resignationId)
    .executeTakeFirst();
  return row && resignationOf(row);
}

function resignationOf(row: Selectable<Tables['resignations']>): Resignation {
  return {
    resignationId: row.resignation_id,
    planId: row.plan_id,
    state: row.state,
    request: fromJson(row.request),
    approvedBy: row.approved_by,
    approvedAtMs: row.approved_at_ms,
    pausedBy: row.paused_by,
    pauseReason: row.pause_reason,
    startedAtMs: row.started_at_ms,
    finishedAtMs: row.finished_at_ms,
  };
}

export async function enterState(
  trx: Transaction<Tables>,
  resignationId: string,
  state: ResignationState,
  paused: { by: string | null; reason: string | null } = { by: null, reason: null },
  tell: Tell,
): Promise<void> {
  const isOver = state === 'finished' || state === 'stopped';
  const entered = await trx
    .updateTable('resignations')
    .set({
      state,
      paused_by: paused.by,
      pause_reason: paused.reason,
      finished_at_ms: isOver ? nowMs : null,
    })
    .where('resignation_id', '=', resignationId)
    // Said again after a lost answer: the first time of the end stands.
    .where((row) => (isOver ? row('state', '<>', state) : row.lit(true)))
    .returning('plan_id as planId')
    .executeTakeFirst();
  if (!isOver || entered === undefined) return;
  const data = { resignationId, planId: entered.planId, state, outcomes: await outcomesOf(trx, entered.planId) };
  await tell({ type: 'resignation.finished', data });
}

async function outcomesOf(db: Kysely<Tables>, planId: string): Promise<Record<string, number>> {
  const counts = await db
    .selectFrom('plan_items')
    .select((row) => ['outcome', row.fn.countAll<number | string>().as('count')])
    .where('plan_id', '=', planId)
    .where('outcome', 'is not', null)
    .groupBy('outcome')
    .execute();
  return Object.fromEntries(counts.map(({ outcome, count }) => [String(outcome), Number(count)]));
}

export async function planBrief(db: Kysely<Tables>, planId: string): Promise<PlanBrief | undefined> {
  const plan = await db.selectFrom('plans').selectAll().where('plan_id', '=', planId).executeTakeFirst();
  if (plan === undefined) return undefined;
  const instances = await db
    .selectFrom('plan_items')
    .select('instance_id')
    .distinct()
    .where('plan_id', '=', planId)
    .orderBy('instance_id')
    .execute();
  const { successors: _ofPeople, ...wishes } = fromJson(plan.request).wishes;
  const { state, hash, why } = plan;
  return { state, hash, why, wishes, instanceIds: instances.map((row) => row.instance_id) };
}

export async function approve(
  trx: Transaction<Tables>,
  resignationId: string,
  planHash: string,
  approvedBy: string,
): Promise<Approval> {
  const row = await trx
    .selectFrom('resignations')
    .innerJoin('plans', 'plans.plan_id', 'resignations.plan_id')
    .select(['hash', 'plans.state', 'approved_by', 'approved_at_ms'])
    .where('resignation_id', '=', resignationId)
    .executeTakeFirst();
  if (row === undefined || row.hash === null || row.state !== 'ready') return { kind: 'not-ready' };
  if (row.hash !== planHash) return { kind: 'foreign-hash' };
  if (row.approved_by !== null && row.approved_by !== approvedBy)
    return { kind: 'already-approved', approvedBy: row.approved_by, approvedAtMs: row.approved_at_ms ?? 0 };
  await trx
    .updateTable('resignations')
    .set((set) => ({ approved_by: approvedBy, approved_at_ms: set.fn.coalesce('approved_at_ms', nowMs) }))
    .where('resignation_id', '=', resignationId)
    .execute();
  return { kind: 'approved' };
}
