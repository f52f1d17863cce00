import { expect, test } from 'vitest';
import { openMemberships } from '../../activities/memberships/open.ts';
import { startContenders } from './contenders.ts';
import { anExit, group, openBooksAt } from './books.ts';
import { onEachDatabase } from './databases.ts';

onEachDatabase((database) => {
  test('finds again what was written before it was closed', async () => {
    const place = await database.newPlace();
    const first = await openMemberships(place);
    await first.openExit(anExit('exit-1'));
    await first.close();

    const second = await openBooksAt(place);
    expect(await second.membership(group)).toMatchObject({ status: 'Active', exitId: 'exit-1' });
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
