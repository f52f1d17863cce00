import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { toJson } from '../../activities/memberships/json.ts';
import { openSqlite } from '../../activities/memberships/sqlite.ts';
import { sqliteTransactions } from '../../activities/memberships/transactions.ts';
import { startContenders } from './contenders.ts';
import { aClaim, anExit, group, isFresh, openBooks, temporaryDirectory } from './books.ts';

async function newFile(): Promise<string> {
  return join(await temporaryDirectory(), 'books.sqlite');
}

test('gives up on a database that stays locked, saying what may hold it', async () => {
  const file = await newFile();
  await openBooks(file);
  const blocker = lock(file);
  const db = openSqlite(file, Date.now);
  await expect(sqliteTransactions(db, 50).write(async () => undefined)).rejects.toMatchObject({
    name: 'DatabaseBusy',
    message: expect.stringMatching(/locked for 50 ms.*End whatever holds it/),
  });
  blocker.release();
  await db.destroy();
});

test('waits for a locked database without stopping the process', async () => {
  const file = await newFile();
  const books = await openBooks(file);
  const blocker = lock(file);
  const opening = books.openExit(anExit('exit-1'));
  // A timer can only release the lock if waiting for it leaves the event loop free.
  setTimeout(() => blocker.release(), 20);
  expect(await opening).toMatchObject({ kind: 'open', exitId: 'exit-1' });
});

test('runs the whole work again when the database was busy, and keeps nothing of the first try', async () => {
  const file = await newFile();
  await openBooks(file);
  const db = openSqlite(file, Date.now);
  let tries = 0;
  await sqliteTransactions(db).write(async (trx) => {
    tries += 1;
    await trx
      .insertInto('identities')
      .values({ instance_id: `try-${tries}`, ids: toJson<string[]>([]) })
      .execute();
    if (tries === 1) throw Object.assign(new Error('database is locked'), { errcode: 5 });
  });
  const rows = await db.selectFrom('identities').select('instance_id').execute();
  expect(rows.map((row) => row.instance_id)).toEqual(['try-2']);
  await db.destroy();
});

test('passes an error that is not about locks on at once', async () => {
  const file = await newFile();
  const db = openSqlite(file, Date.now);
  let tries = 0;
  const work = sqliteTransactions(db).write(async () => {
    tries += 1;
    throw new TypeError('a fault of ours');
  });
  await expect(work).rejects.toThrow('a fault of ours');
  expect(tries).toBe(1);
  await db.destroy();
});

test('gives one of many attempts over two connections the fresh claim, and makes the others wait', async () => {
  const file = await newFile();
  const [one, two] = [await openBooks(file), await openBooks(file)];
  await one.openExit(anExit('exit-1'));
  const claims = await Promise.all(
    Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).claim(aClaim('exit-1', `attempt-${n}`))),
  );

  expect(claims.filter(isFresh)).toHaveLength(1);
  expect(claims.filter((claim) => claim.kind === 'held')).toHaveLength(19);
});

test('gives one of many exits over two connections the handover of a group', async () => {
  const file = await newFile();
  const [one, two] = [await openBooks(file), await openBooks(file)];
  const waits = await Promise.all(
    Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).takeHandover(group.groupId, `exit-${n}`, 60_000)),
  );
  expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(1);
});

test('gives each of two hundred claims to exactly one of three processes', async () => {
  const file = await newFile();
  const books = await openBooks(file);
  for (let n = 0; n < 200; n += 1) {
    await books.openExit({ ...anExit(`exit-${n}`), groupId: `${n}@g.us` });
  }
  const contenders = await startContenders(['a', 'b', 'c'].map((token) => ['claim', file, token, '200']));
  const won = await Promise.all(contenders.map((contender) => contender.go()));

  expect(won.flatMap(({ claimed }) => claimed).sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
});

/** Holds SQLite's write lock from another connection. */
function lock(file: string): { release: () => void } {
  const blocker = new DatabaseSync(file);
  blocker.exec('begin immediate');
  return {
    release: () => {
      blocker.exec('rollback');
      blocker.close();
    },
  };
}
