import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { exits } from '../../activities/memberships/migrations/0001-exits.ts';
import { clock } from '../../activities/memberships/migrations/0002-clock.ts';
import { openMemberships } from '../../activities/memberships/open.ts';
import type { Tables } from '../../activities/memberships/tables.ts';
import { startContenders } from './contenders.ts';
import { anExit, group, openBooksAt } from './books.ts';
import { onEachDatabase } from './databases.ts';

/** Books as the first version left them, with one exit. */
async function writeFirstVersion(db: Kysely<Tables>): Promise<void> {
  const provider = { getMigrations: async () => ({ '0001-exits': exits, '0002-clock': clock }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  expect(error).toBeUndefined();
  const row = { instance_id: group.instanceId, group_id: group.groupId, status: 'Active', exit_id: 'exit-1' } as const;
  await db.insertInto('memberships').values(row).execute();
  await db.destroy();
}

onEachDatabase((database) => {
  test('finds again what was written before it was closed', async () => {
    const place = await database.newPlace();
    const first = await openMemberships(place);
    await first.openExit(anExit('exit-1'));
    await first.close();

    const second = await openBooksAt(place);
    expect(await second.membership(group)).toMatchObject({ status: 'Active', exitId: 'exit-1' });
  });

  test('brings the books of an older version up to date, and keeps what is in them', async () => {
    const place = await database.newPlace();
    await writeFirstVersion(database.connect(place));

    const books = await openBooksAt(place);
    expect(await books.membership(group)).toMatchObject({ status: 'Active', exitId: 'exit-1' });
    expect(await books.undocumentedAnswer({ exitId: 'exit-1', effect: 'leave' })).toBeUndefined();
  });

  test('lets processes that start at the same moment on a new database all open it', async () => {
    const place = await database.newPlace();
    const contenders = await startContenders([1, 2, 3, 4].map(() => ['open', JSON.stringify(place)]));
    const ends = await Promise.all(contenders.map((contender) => contender.go()));

    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    const books = await openBooksAt(place);
    expect(await books.openExit(anExit('exit-1'))).toMatchObject({ kind: 'open' });
  });

  test('answers a ping while open, and not after', async () => {
    const books = await openMemberships(await database.newPlace());
    await books.ping();
    await books.close();
    await expect(books.ping()).rejects.toThrow(/destroyed/);
  });
});
