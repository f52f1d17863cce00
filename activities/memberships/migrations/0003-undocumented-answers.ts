import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The shape of an answer that nobody documents, by exit and effect. A table of its own, since a description and a promotion
 * are answered as oddly as what is claimed, and a claim makes the row say `Leaving`.
 */
export const undocumentedAnswers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('undocumented_answers')
      .addColumn('exit_id', 'text', (column) => column.notNull())
      .addColumn('effect', 'text', (column) => column.notNull())
      .addColumn('shape', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('undocumented_answers_key', ['exit_id', 'effect'])
      .execute();
  },
};
