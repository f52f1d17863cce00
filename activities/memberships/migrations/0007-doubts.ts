import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How often nobody could say whether an attempt had taken effect. */
export const doubts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('claims').addColumn('doubts', 'integer').execute();
  },
};
