import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';

const server = inject('postgresUrl');

/** For `describe.runIf`. Where there is no PostgreSQL, the run names what it left out (and in CI does not even begin). */
export const hasPostgres = server !== null;

/** @returns the URL of an empty database that is gone when the test is over */
export async function newPostgresDatabase(): Promise<string> {
  const { url, drop } = await createPostgresDatabase();
  onTestFinished(drop);
  return url;
}

/** An empty database for whoever drops it. */
export async function createPostgresDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runSql(`create database ${name}`);
  return { url: atServer(name), drop: async () => void (await runSql(`drop database ${name} with (force)`)) };
}

/** Runs SQL as the superuser, in the maintenance database unless another is named. */
export async function runSql<Row extends object>(statement: string, url = atServer('postgres')): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

function atServer(database: string): string {
  if (server === null) throw new Error('PostgreSQL is not here: run this test by describe.runIf(hasPostgres).');
  const url = new URL(server);
  url.pathname = database;
  return url.href;
}
