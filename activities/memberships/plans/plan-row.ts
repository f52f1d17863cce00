import type { Kysely, Selectable } from 'kysely';
import { PlanNotReading } from '../../plans/plans.ts';
import type { PlanRow, Tables } from '../tables.ts';

export async function planRow(db: Kysely<Tables>, planId: string): Promise<Selectable<PlanRow> | undefined> {
  return db.selectFrom('plans').selectAll().where('plan_id', '=', planId).executeTakeFirst();
}

/** @throws {PlanNotReading} */
export function requireReading(planId: string, row: Selectable<PlanRow> | undefined): Selectable<PlanRow> {
  if (row?.state === 'reading') return row;
  const how = row === undefined ? 'is not known' : `is ${row.state} already`;
  throw new PlanNotReading(`Plan ${planId} ${how}: nothing more can be written into it. Make a new plan.`);
}
