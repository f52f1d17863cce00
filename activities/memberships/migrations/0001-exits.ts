import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Memberships, and what is kept of exits: claims, receipts, handovers, our numbers' identities. */
export const exits: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createMemberships(db);
    await createClaims(db);
    await createReceipts(db);
    await createLeasesAndIdentities(db);
  },
};

async function createMemberships(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('memberships')
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('group_id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text')
    .addColumn('reason', 'text')
    .addColumn('invite_code', 'text')
    .addColumn('invite_code_saved_at_ms', 'bigint')
    .addColumn('exit_id', 'text')
    .addColumn('leaving_since_ms', 'bigint')
    .addColumn('withdrawn_at_ms', 'bigint')
    .addColumn('evidence', 'text')
    .addPrimaryKeyConstraint('memberships_key', ['instance_id', 'group_id'])
    .execute();
  await db.schema.createIndex('memberships_status').on('memberships').column('status').execute();
}

async function createClaims(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('claims')
    .addColumn('exit_id', 'text', (column) => column.notNull())
    .addColumn('effect', 'text', (column) => column.notNull())
    .addColumn('token', 'text')
    .addColumn('lease_until_ms', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('message_id', 'text')
    .addColumn('claimed_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('evidence', 'text')
    .addPrimaryKeyConstraint('claims_key', ['exit_id', 'effect'])
    .execute();
}

async function createReceipts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('receipts')
    .addColumn('exit_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('group_id', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('finished_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('receipt', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('receipts_of_a_group')
    .on('receipts')
    .columns(['instance_id', 'group_id', 'finished_at_ms'])
    .execute();
}

async function createLeasesAndIdentities(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('handovers')
    .addColumn('group_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('lease_until_ms', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('identities')
    .addColumn('instance_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('ids', 'text', (column) => column.notNull())
    .execute();
}
