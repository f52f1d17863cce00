import { onTestFinished } from 'vitest';
import type { Insertable, Kysely } from 'kysely';
import { toJson } from '../../activities/memberships/json.ts';
import type { OpenMemberships } from '../../activities/memberships/open.ts';
import { openPostgres, working } from '../../activities/memberships/postgres/database.ts';
import { openSqlite } from '../../activities/memberships/sqlite/database.ts';
import type { Tables } from '../../activities/memberships/tables.ts';
import type { PlanRequest } from '../../activities/plans/plan.ts';

type Item = Insertable<Tables['plan_items']>;

export const wishes: PlanRequest['wishes'] = {
  reason: 'contract ended',
  requestedBy: 'crm',
  successors: ['4915550001001@c.us'],
  handover: 'when-only-admin',
  onNoSuccessor: 'hold',
  goodbye: { kind: 'default' },
};

export interface SeededPlan {
  planId?: string;
  hash?: string | null;
  state?: Tables['plans']['state'];
  items: Partial<Item>[];
}

/** The tables themselves, beside the port, for as long as the test runs. */
export function tablesAt(place: OpenMemberships): Kysely<Tables> {
  const db = 'url' in place ? openPostgres(place.url, working) : openSqlite(place.file, place.clock ?? Date.now);
  onTestFinished(() => db.destroy());
  return db;
}

/** Writes a plan as the reading of the gateways leaves it. The books have to be open already. */
export async function seedPlan(
  db: Kysely<Tables>,
  { planId = 'plan-1', hash = 'hash-1', state = 'ready', items }: SeededPlan,
) {
  const request: PlanRequest = { selection: { instanceIds: [] }, wishes };
  await db
    .insertInto('plans')
    .values({ plan_id: planId, state, request: toJson(request), hash, created_at_ms: 0 })
    .execute();
  const rows = items.map((item, position) => ({ ...anItem(planId, position), ...item }));
  for (let first = 0; first < rows.length; first += 100)
    await db
      .insertInto('plan_items')
      .values(rows.slice(first, first + 100))
      .execute();
}

/** The id of the n-th group of a plan. */
export function groupIdOf(position: number): string {
  return `1203630000${String(position).padStart(8, '0')}@g.us`;
}

function anItem(planId: string, position: number): Item {
  return {
    plan_id: planId,
    instance_id: 'sales',
    group_id: groupIdOf(position),
    position,
    group_name: `Group ${position}`,
    verdict: 'leave',
    requests: 6,
    state: 'open',
  };
}
