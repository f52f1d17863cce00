import { PostgresAdapter, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The outbox with a number for each event, which grows with the changes of a row, and with what nobody will deliver any more.
 * Nothing has been written into the earlier table.
 */
export const outboxOrder: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
    await db.schema.dropTable('outbox').execute();
    await db.schema
      .createTable('outbox')
      // A number is never given twice, also when its event is gone.
      .addColumn('sequence', isPostgres ? 'bigserial' : 'integer', (column) =>
        isPostgres ? column.primaryKey() : column.primaryKey().autoIncrement(),
      )
      .addColumn('event_id', 'text', (column) => column.notNull().unique())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('next_try_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('last_failure', 'text')
      .addColumn('ended_as', 'text')
      .addColumn('ended_at_ms', 'bigint')
      .execute();
    await db.schema.createIndex('outbox_due').on('outbox').columns(['ended_as', 'next_try_at_ms']).execute();
  },
};
