import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { toJson } from '../../activities/memberships/json.ts';
import { openSqlite } from '../../activities/memberships/sqlite/database.ts';
import { sqliteTransactions } from '../../activities/memberships/sqlite/transactions.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { anExit, openBooksAt } from './books.ts';

function newFile(): string {
  return join(temporaryDirectory(), 'books.sqlite');
}

test('gives up on a database that stays locked, saying what may hold it', async () => {
  const file = newFile();
  await openBooksAt({ file });
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
  const file = newFile();
  const books = await openBooksAt({ file });
  const blocker = lock(file);
  const opening = books.openExit(anExit('exit-1'));
  // A timer can only release the lock if waiting for it leaves the event loop free.
  setTimeout(() => blocker.release(), 20);
  expect(await opening).toMatchObject({ kind: 'open', exitId: 'exit-1' });
});

test('runs the whole work again when the database was busy, and keeps nothing of the first try', async () => {
  const file = newFile();
  await openBooksAt({ file });
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
  const file = newFile();
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
