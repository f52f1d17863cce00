import type { Expression, ExpressionBuilder, SqlBool, Transaction } from 'kysely';
import type { ItemState } from '../../plans/plan.ts';
import type { SettledItem, TakenItem } from '../../plans/resignations.ts';
import type { Receipt } from '../../receipt.ts';
import type { GroupKey } from '../memberships.ts';
import { nowMs } from '../now.ts';
import type { Tables } from '../tables.ts';

type Trx = Transaction<Tables>;

/** Exits of these run, or ran until a moment ago. */
const UNDER_WAY: ItemState[] = ['started', 'joined'];

/** Settles whatever plan waited for the exit of this group; a receipt that is written again corrects what it said. */
export async function settleItemsOf(trx: Trx, receipt: Receipt): Promise<void> {
  await trx
    .updateTable('plan_items')
    .set(settled(receipt))
    .where('instance_id', '=', receipt.instanceId)
    .where('group_id', '=', receipt.groupId)
    .where((row) => row.or([row('state', 'in', UNDER_WAY), row('exit_id', '=', receipt.exitId)]))
    .execute();
}

export async function takeItem(trx: Trx, planId: string, instanceId: string): Promise<TakenItem | undefined> {
  const item = await trx
    .selectFrom('plan_items')
    .select(['group_id', 'group_name', 'client_id'])
    .where('plan_id', '=', planId)
    .where('state', '=', 'open')
    .where('instance_id', '=', instanceId)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  if (item === undefined) return undefined;
  const group = { instanceId, groupId: item.group_id };
  await trx.updateTable('plan_items').set({ state: 'started' }).where(ofItem(planId, group)).execute();
  return { ...group, groupName: item.group_name, clientId: item.client_id };
}

export async function joinItem(trx: Trx, planId: string, group: GroupKey): Promise<void> {
  await trx
    .updateTable('plan_items')
    .set({ state: 'joined' })
    .where(ofItem(planId, group))
    .where('state', '=', 'started')
    .execute();
}

export async function settleItem(trx: Trx, planId: string, item: SettledItem): Promise<void> {
  await trx
    .updateTable('plan_items')
    .set(settled(item))
    .where(ofItem(planId, item))
    .where('state', 'in', UNDER_WAY)
    .execute();
}

export async function reopenItem(trx: Trx, planId: string, group: GroupKey): Promise<void> {
  await trx
    .updateTable('plan_items')
    .set({ state: 'open' })
    .where(ofItem(planId, group))
    .where('state', 'in', UNDER_WAY)
    .execute();
}

export async function skipItem(trx: Trx, planId: string, group: GroupKey): Promise<ItemState | 'unknown'> {
  const { numUpdatedRows } = await trx
    .updateTable('plan_items')
    .set(settled({ outcome: 'skipped', code: 'skip-requested' }))
    .where(ofItem(planId, group))
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return 'settled';
  const row = await trx.selectFrom('plan_items').select('state').where(ofItem(planId, group)).executeTakeFirst();
  return row?.state ?? 'unknown';
}

export async function cancelOpen(trx: Trx, planId: string): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('plan_items')
    .set(settled({ outcome: 'cancelled', code: 'resignation-cancelled' }))
    .where('plan_id', '=', planId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function reopenFailed(trx: Trx, planId: string): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('plan_items')
    .set({ state: 'open', outcome: null, outcome_code: null, exit_id: null, settled_at_ms: null })
    .where('plan_id', '=', planId)
    .where('state', '=', 'settled')
    .where('outcome', 'in', ['failed', 'held'])
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function settled({ outcome, code, exitId }: Pick<SettledItem, 'outcome' | 'code' | 'exitId'>) {
  return {
    state: 'settled' as const,
    outcome,
    outcome_code: code ?? null,
    exit_id: exitId ?? null,
    settled_at_ms: nowMs,
  };
}

function ofItem(planId: string, { instanceId, groupId }: GroupKey) {
  return (row: ExpressionBuilder<Tables, 'plan_items'>): Expression<SqlBool> =>
    row.and({ plan_id: planId, instance_id: instanceId, group_id: groupId });
}
