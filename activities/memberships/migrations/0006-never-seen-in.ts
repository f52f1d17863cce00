import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** 1 in a row that an exit has made, until a look shows us in the group: its id may be mistyped. Rows of before are known. */
export const neverSeenIn: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('memberships').addColumn('never_seen_in', 'integer').execute();
  },
};
