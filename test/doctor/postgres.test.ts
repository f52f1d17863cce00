import { describe, expect, test } from 'vitest';
import { openMemberships } from '../../activities/memberships/open.ts';
import { checkPostgres } from '../../worker/doctor/postgres.ts';
import { hasPostgres, newPostgresDatabase, runSql } from '../support/postgres.ts';
import { environmentWith, findingsIn, said } from './patient.ts';

/** The books as a worker leaves them, changed by some SQL. */
async function books(sql = 'select 1'): Promise<string> {
  const url = await newPostgresDatabase();
  await (await openMemberships({ url })).close();
  await runSql(sql, url);
  return url;
}

async function findingOf(url: string): Promise<string> {
  const findings = await checkPostgres(url);
  return findings.map(({ verdict, found }) => `${verdict}: ${found}`).join('\n');
}

/** An address of the same database for a user who may do nothing but look. */
async function asStranger(given: string): Promise<string> {
  const url = new URL(given);
  [url.username, url.password] = [`stranger_${url.pathname.slice(1)}`, 'sesame-4711'];
  await runSql(
    `create role ${url.username} login password '${url.password}'; grant pg_read_all_data to ${url.username}`,
  );
  return url.href;
}

test('a database that is away is a fault, without a word of its address', async () => {
  const found = await findingOf('postgres://me:sesame-4711@127.0.0.1:1/books');
  expect(found).toMatch(/^fault: .*ECONNREFUSED.*check that it runs/);
  expect(found).not.toMatch(/sesame|postgres:/);
});

test('an address that is none is left to the check of the configuration', async () => {
  expect(await findingOf('sesame-4711')).toBe('');
});

describe.runIf(hasPostgres)('a database in PostgreSQL has a fault', () => {
  test('when the password is wrong, which is not repeated', async () => {
    const url = new URL(await newPostgresDatabase());
    url.password = 'sesame-4711';
    const found = await findingOf(url.href);
    expect(found).toMatch(/^fault: .*password authentication failed/);
    expect(found).not.toContain('sesame');
  });

  test('when a newer version has written it', async () => {
    const url = await books("insert into kysely_migration (name, timestamp) values ('0099-of-tomorrow', '2099')");
    expect(await findingOf(url)).toMatch(/^fault: .*newer version \(0099-of-tomorrow\)/);
  });

  test('when tables are to be made and its user may not', async () => {
    expect(await findingOf(await asStranger(await newPostgresDatabase()))).toMatch(/^fault: .*may not create any/);
  });
});

describe.runIf(hasPostgres)('a database in PostgreSQL is', () => {
  test('still without tables, which the doctor leaves to the worker', async () => {
    const url = await newPostgresDatabase();
    expect(await findingOf(url)).toMatch(/^ok: .*a worker makes them/);
    expect(await runSql("select 1 from pg_tables where schemaname = 'public'", url)).toEqual([]);
  });

  test('older, which the doctor leaves to the worker', async () => {
    const url = await books("delete from kysely_migration where name = '0002-clock'");
    expect(await findingOf(url)).toMatch(/^warning: .*lacks 0002-clock/);
    expect(await runSql("select name from kysely_migration where name = '0002-clock'", url)).toEqual([]);
  });

  test('up to date, also for a user who may create nothing', async () => {
    const url = await books();
    expect(await findingOf(url)).toMatch(/^ok: .*up to date/);
    expect(await findingOf(await asStranger(url))).toMatch(/^ok: .*up to date/);
  });

  test('looked at by the whole examination', async () => {
    const { GROUP_EXIT_DATABASE: _, ...environment } = environmentWith({ DATABASE_URL: await books() });
    const findings = await findingsIn(environment);
    expect(said('database', findings)).toEqual([expect.stringMatching(/^ok: .*up to date/)]);
    expect(said('configuration', findings)).toEqual([expect.stringMatching(/^ok: /)]);
  });
});
