import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { Client } from 'pg';
import { describe, onTestFinished } from 'vitest';
import type { OpenMemberships } from '../../activities/memberships/open.ts';
import { openPostgres, working } from '../../activities/memberships/postgres/database.ts';
import { openSqlite } from '../../activities/memberships/sqlite/database.ts';
import type { Tables } from '../../activities/memberships/tables.ts';
import { hasPostgres, newPostgresDatabase } from '../support/postgres.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import type { Clock } from './clock.ts';

/** A kind of database that the books can be in. */
export interface Database {
  /** @returns where new books can be opened, which are gone after the test */
  newPlace(): Promise<OpenMemberships>;
  /** @returns how to open the books at that place so that they go by this clock */
  atClock(place: OpenMemberships, clock: Clock): OpenMemberships;
  /** Connects to it past the books, as whoever writes there that is not this version. */
  connect(place: OpenMemberships): Kysely<Tables>;
  /** To be called once the books are open. */
  setClock(place: OpenMemberships, clock: Clock): Promise<void>;
}

/** The same stories on every kind of database: nobody should have to know which one it is. */
export function onEachDatabase(stories: (database: Database) => void): void {
  describe('on SQLite', () => {
    stories(sqlite);
  });
  describe.runIf(hasPostgres)('on PostgreSQL', () => {
    stories(postgres);
  });
}

export const sqlite: Database = {
  newPlace: async () => ({ file: join(temporaryDirectory(), 'books.sqlite') }),
  connect: (place) => openSqlite(fileOf(place), Date.now),
  atClock: (place, clock) => ({ ...place, clock: clock.read }),
  setClock: async () => undefined,
};

const postgres: Database = {
  newPlace: async () => ({ url: await newPostgresDatabase() }),
  connect: (place) => openPostgres(urlOf(place), working),
  atClock: (place) => place,
  setClock: replaceClock,
};

/** Puts a function that answers what it was last told in the place of the database's own clock. */
async function replaceClock(place: OpenMemberships, clock: Clock): Promise<void> {
  const client = new Client({ connectionString: urlOf(place) });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('create table test_clock (now_ms bigint)');
  await client.query(`insert into test_clock values (${clock.nowMs})`);
  await client.query(
    `create or replace function now_ms() returns bigint language sql volatile as 'select now_ms from test_clock'`,
  );
  clock.drive(async (nowMs) => void (await client.query('update test_clock set now_ms = $1', [nowMs])));
}

function fileOf(place: OpenMemberships): string {
  if (!('file' in place)) throw new Error('These books are not in SQLite.');
  return place.file;
}

function urlOf(place: OpenMemberships): string {
  if (!('url' in place)) throw new Error('These books are not in PostgreSQL.');
  return place.url;
}
