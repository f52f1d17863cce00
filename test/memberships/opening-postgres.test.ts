import { describe, expect, test } from 'vitest';
import { openMemberships } from '../../activities/memberships/open.ts';
import { freePort } from '../../worker/telemetry/free-port.ts';
import { hasPostgres, newPostgresDatabase, runSql } from '../support/postgres.ts';
import { openBooksAt } from './books.ts';

/** What an address that cannot be used is refused with. */
async function refusalOf(url: URL | string): Promise<Error> {
  const opening = openMemberships({ url: String(url), patienceMs: 50 });
  return opening.then(
    () => new Error('it was not refused'),
    (error: Error) => error,
  );
}

describe.runIf(hasPostgres)('on PostgreSQL', () => {
  test('refuses a database that a newer version has written, and leaves it alone', async () => {
    const url = await newPostgresDatabase();
    await runSql('create table kysely_migration (name text primary key, timestamp text not null)', url);
    await runSql("insert into kysely_migration values ('0001-exits', '1'), ('0099-from-the-future', '2')", url);

    expect(await refusalOf(url)).toMatchObject({
      name: 'NewerDatabase',
      message: expect.stringMatching(/newer version .* 0099-from-the-future.*Nothing was changed/),
    });
    const tables = await runSql("select tablename from pg_tables where schemaname = 'public'", url);
    expect(tables).toEqual([{ tablename: 'kysely_migration' }]);
  });

  test('refuses a wrong password, saying what to check and never the address', async () => {
    const url = new URL(await newPostgresDatabase());
    url.password = 'hush-hush-hush';
    const error = await refusalOf(url);
    expect(error).toMatchObject({ name: 'DatabaseUnusable' });
    expect(error.message).toMatch(/password authentication failed.*Check its user and password/);
    expect(error.message).not.toMatch(/hush|postgres:/);
  });

  test('refuses a database that is not there, naming it', async () => {
    const url = new URL(await newPostgresDatabase());
    url.pathname = 'nowhere';
    expect(await refusalOf(url)).toMatchObject({
      name: 'DatabaseUnusable',
      message: expect.stringMatching(/"nowhere" does not exist.*Check .* that the database exists/),
    });
  });

  test('refuses a user who may not create tables, saying so', async () => {
    const url = new URL(await newPostgresDatabase());
    const user = url.pathname.slice(1);
    await runSql(`create role ${user} login password 'hush'`);
    await runSql('revoke create on schema public from public', url.href);
    [url.username, url.password] = [user, 'hush'];
    expect(await refusalOf(url)).toMatchObject({
      name: 'DatabaseUnusable',
      message: expect.stringMatching(/its user may not create tables\. Check .*may create tables/),
    });
  });

  test('gives up on a server that is away, saying what to check', async () => {
    expect(await refusalOf(`postgres://me:hush@127.0.0.1:${await freePort()}/books`)).toMatchObject({
      name: 'DatabaseAway',
      message: expect.stringMatching(/away for 50 ms \(.*ECONNREFUSED.*Check that it runs/),
    });
  });

  test("tells the wall's time and not the one at which a transaction began", async () => {
    const url = await newPostgresDatabase();
    await openBooksAt({ url });
    const asked = 'select now_ms() >= extract(epoch from now()) * 1000 + 10 as passed from pg_sleep(0.01)';
    expect(await runSql(asked, url)).toEqual([{ passed: true }]);
  });
});
