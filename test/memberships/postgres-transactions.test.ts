import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { Client, type PoolConfig } from 'pg';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { toJson } from '../../activities/memberships/json.ts';
import { openPostgres, working } from '../../activities/memberships/postgres/database.ts';
import { postgresTransactions } from '../../activities/memberships/postgres/transactions.ts';
import type { Tables } from '../../activities/memberships/tables.ts';
import { hasPostgres, newPostgresDatabase, runSql } from '../support/postgres.ts';
import { openDoor } from '../worker/door.ts';
import { aClaim, anExit, group, openBooksAt } from './books.ts';

describe.runIf(hasPostgres)('on PostgreSQL', () => {
  let url: string;
  beforeEach(async () => {
    url = await newPostgresDatabase();
    await openBooksAt({ url });
  });

  /** A pool of one process, with its limits. */
  function aPool(limits: PoolConfig = {}): Kysely<Tables> {
    const db = openPostgres(url, { ...working, ...limits });
    onTestFinished(() => db.destroy());
    return db;
  }

  const kill = (pid: number) => runSql(`select pg_terminate_backend(${pid}, 5000)`);

  test('runs the whole work again when its connection was killed in the middle, and keeps nothing of the first try', async () => {
    const db = aPool();
    let tries = 0;
    await postgresTransactions(db).write(async (trx) => {
      tries += 1;
      await note(trx, `try-${tries}`);
      if (tries === 1) await kill(await pidOf(trx));
      await note(trx, `after-${tries}`);
    });
    expect(await noted(db)).toEqual(['after-2', 'try-2']);
  });

  test('runs it again when the connection was killed while a query was under way', async () => {
    const db = aPool();
    let tries = 0;
    await postgresTransactions(db).write(async (trx) => {
      tries += 1;
      await note(trx, `try-${tries}`);
      if (tries > 1) return;
      const pid = await pidOf(trx);
      await Promise.all([sql`select pg_sleep(60)`.execute(trx), kill(pid)]);
    });
    expect(await noted(db)).toEqual(['try-2']);
  });

  test('goes on after all its idle connections were killed, also with a claim', async () => {
    const books = await openBooksAt({ url });
    await Promise.all([books.openExit(anExit('exit-1')), books.counts(), books.identities()]);
    await runSql(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
      url,
    );
    expect(await books.claim(aClaim('exit-1', 'attempt-1'))).toMatchObject({ kind: 'ours', fresh: true });
    expect(await books.membership(group)).toMatchObject({ status: 'Leaving' });
  });

  test('waits for a server that is away until it is back, but tells a ping at once', async () => {
    const door = await openDoor(new URL(url).host);
    const behindDoor = new URL(url);
    behindDoor.host = door.address;
    const books = await openBooksAt({ url: behindDoor.href });
    door.shut();
    await expect(books.ping()).rejects.toThrow(/Connection terminated|ECONN/);
    const opening = books.openExit(anExit('exit-1'));
    await expect(books.ping()).rejects.toThrow(/ECONNREFUSED/);
    await door.open();
    expect(await opening).toMatchObject({ kind: 'open', exitId: 'exit-1' });
    await books.ping();
  });

  test('runs it again, from what is there now, when somebody changed meanwhile what it had read', async () => {
    const [one, two] = [aPool(), aPool()];
    const seen: number[] = [];
    await postgresTransactions(one).write(async (trx) => {
      seen.push((await noted(trx)).length);
      if (seen.length === 1) {
        await postgresTransactions(two).write(async (other) => note(other, `second of ${(await noted(other)).length}`));
      }
      await note(trx, 'first');
    });
    expect(seen).toEqual([0, 1]);
    expect(await noted(one)).toEqual(['first', 'second of 0']);
  });

  test('lets others go on when a worker was frozen in the middle of a transaction, and the thawed one begins again', async () => {
    const [frozen, other] = [aPool({ idle_in_transaction_session_timeout: 100 }), aPool()];
    let tries = 0;
    await postgresTransactions(frozen).write(async (trx) => {
      tries += 1;
      await note(trx, 'sales');
      // It sleeps with its lock until the other one, which needs the same, has come through.
      if (tries === 1) await postgresTransactions(other).write((thawed) => note(thawed, 'sales'));
    });
    expect(tries).toBe(2);
  });

  test('gives up on a table that stays locked, saying where to look', async () => {
    const blocker = new Client({ connectionString: url });
    await blocker.connect();
    onTestFinished(() => blocker.end());
    await blocker.query('begin; lock table identities');
    const work = postgresTransactions(aPool({ lock_timeout: 20 }), 50).write((trx) => note(trx, 'sales'));
    await expect(work).rejects.toMatchObject({
      name: 'DatabaseBusy',
      message: expect.stringMatching(/in the way for 50 ms.*lock timeout.*Look at pg_stat_activity/),
    });
  });

  test('passes an error that is nobody else’s doing on at once', async () => {
    let tries = 0;
    const work = postgresTransactions(aPool()).write(async (trx) => {
      tries += 1;
      await sql`select nonsense`.execute(trx);
    });
    await expect(work).rejects.toThrow(/nonsense/);
    expect(tries).toBe(1);
  });

  test('reads times and counts as numbers', async () => {
    const books = await openBooksAt({ url });
    await books.openExit(anExit('exit-1'));
    await books.claim(aClaim('exit-1', 'attempt-1'));
    expect(await books.membership(group)).toMatchObject({ leavingSinceMs: expect.any(Number) });
    expect(await books.counts()).toEqual({ receiptsByOutcome: {}, leaving: 1 });
  });
});

async function note(db: Transaction<Tables>, instance_id: string): Promise<void> {
  const ids = toJson<string[]>([]);
  await db
    .insertInto('identities')
    .values({ instance_id, ids })
    .onConflict((conflict) => conflict.column('instance_id').doUpdateSet({ ids }))
    .execute();
}

async function noted(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db.selectFrom('identities').select('instance_id').orderBy('instance_id').execute();
  return rows.map((row) => row.instance_id);
}

async function pidOf(trx: Transaction<Tables>): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
  return rows[0]?.pid ?? 0;
}
