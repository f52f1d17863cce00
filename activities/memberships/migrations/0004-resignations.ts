import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is known of groups beforehand, plans and the resignations that carry them out, holds, and the outbox. */
export const resignations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await extendMemberships(db);
    await createPlans(db);
    await createResignations(db);
    await createHoldsAndOutbox(db);
  },
};

async function extendMemberships(db: Kysely<unknown>): Promise<void> {
  const columns = [
    ['group_name', 'text'],
    ['last_activity_ms', 'bigint'],
    ['keep', 'integer'],
    ['successors', 'text'],
  ] as const;
  // One at a time: SQLite adds no more in one statement.
  for (const [name, type] of columns) await db.schema.alterTable('memberships').addColumn(name, type).execute();
  await db.schema.createIndex('memberships_of_a_client').on('memberships').columns(['client_id']).execute();
  await db.schema
    .createTable('listings')
    .addColumn('instance_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('groups', 'integer', (column) => column.notNull())
    .addColumn('read_at_ms', 'bigint', (column) => column.notNull())
    .execute();
}

async function createPlans(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('plans')
    .addColumn('plan_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('hash', 'text')
    .addColumn('why', 'text')
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('finished_at_ms', 'bigint')
    .execute();
  await db.schema
    .createTable('plan_items')
    .addColumn('plan_id', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('group_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('group_name', 'text')
    .addColumn('client_id', 'text')
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('code', 'text')
    .addColumn('detail', 'text')
    .addColumn('requests', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addColumn('outcome_code', 'text')
    .addColumn('exit_id', 'text')
    .addColumn('settled_at_ms', 'bigint')
    .addPrimaryKeyConstraint('plan_items_key', ['plan_id', 'instance_id', 'group_id'])
    .execute();
  const indexes = {
    plan_items_in_order: ['plan_id', 'instance_id', 'position'],
    plan_items_of_a_group: ['instance_id', 'group_id', 'state'],
    plan_items_by_state: ['plan_id', 'state', 'instance_id', 'position'],
  };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema.createIndex(name).on('plan_items').columns(columns).execute();
  }
}

async function createResignations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('resignations')
    .addColumn('resignation_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('plan_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('approved_by', 'text')
    .addColumn('approved_at_ms', 'bigint')
    .addColumn('paused_by', 'text')
    .addColumn('pause_reason', 'text')
    .addColumn('started_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('finished_at_ms', 'bigint')
    .execute();
  await db.schema.createIndex('resignations_of_a_plan').on('resignations').columns(['plan_id']).execute();
}

async function createHoldsAndOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('holds')
    .addColumn('exit_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('group_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('since_ms', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('holds_of_a_group').on('holds').columns(['instance_id', 'group_id']).execute();
  await db.schema
    .createTable('outbox')
    .addColumn('event_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('next_try_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('last_failure', 'text')
    .addColumn('delivered_at_ms', 'bigint')
    .execute();
  await db.schema.createIndex('outbox_due').on('outbox').columns(['delivered_at_ms', 'next_try_at_ms']).execute();
}
