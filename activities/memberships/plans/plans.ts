import { isDeepStrictEqual } from 'node:util';
import type { Kysely, Transaction } from 'kysely';
import type { PlanRequest } from '../../plans/plan.ts';
import { PlanTaken } from '../../plans/plans.ts';
import { fromJson, toJson } from '../json.ts';
import { nowMs } from '../now.ts';
import type { Tables } from '../tables.ts';
import { hashOf } from './plan-hash.ts';
import { planRow, requireReading } from './plan-row.ts';

export async function createPlan(trx: Transaction<Tables>, planId: string, request: PlanRequest): Promise<void> {
  const known = await planRow(trx, planId);
  if (known === undefined) {
    const row = { plan_id: planId, state: 'reading', request: toJson(request), created_at_ms: nowMs } as const;
    await trx.insertInto('plans').values(row).execute();
    return;
  }
  // As it is read back: what is undefined is not kept.
  if (isDeepStrictEqual(fromJson(known.request), fromJson(toJson(request)))) return;
  throw new PlanTaken(`There is a plan ${planId} already, for another selection or other wishes. Choose another id.`);
}

export async function planRequest(db: Kysely<Tables>, planId: string): Promise<PlanRequest | undefined> {
  const row = await planRow(db, planId);
  return row && fromJson(row.request);
}

export async function finishPlan(trx: Transaction<Tables>, planId: string): Promise<{ hash: string }> {
  const row = await planRow(trx, planId);
  if (row?.state === 'ready' && row.hash !== null) return { hash: row.hash };
  const { request } = requireReading(planId, row);
  const hash = await hashOf(trx, planId, fromJson(request).wishes);
  await endPlan(trx, planId, { state: 'ready', hash });
  return { hash };
}

export async function stopPlan(trx: Transaction<Tables>, planId: string, why: string): Promise<void> {
  const row = await planRow(trx, planId);
  if (row?.state === 'stopped') return;
  requireReading(planId, row);
  await endPlan(trx, planId, { state: 'stopped', why });
}

async function endPlan(
  trx: Transaction<Tables>,
  planId: string,
  end: { state: 'ready'; hash: string } | { state: 'stopped'; why: string },
): Promise<void> {
  await trx
    .updateTable('plans')
    .set({ ...end, finished_at_ms: nowMs })
    .where('plan_id', '=', planId)
    .execute();
}
