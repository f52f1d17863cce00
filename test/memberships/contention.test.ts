import { expect, test } from 'vitest';
import { startContenders } from './contenders.ts';
import { aClaim, anExit, group, isFresh, openBooksAt } from './books.ts';
import { onEachDatabase } from './databases.ts';

onEachDatabase((database) => {
  test('gives one of many attempts over two connections the fresh claim, and makes the others wait', async () => {
    const place = await database.newPlace();
    const [one, two] = [await openBooksAt(place), await openBooksAt(place)];
    await one.openExit(anExit('exit-1'));
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).claim(aClaim('exit-1', `attempt-${n}`))),
    );

    expect(claims.filter(isFresh)).toHaveLength(1);
    expect(claims.filter((claim) => claim.kind === 'held')).toHaveLength(19);
  });

  test('gives one of many exits over two connections the handover of a group', async () => {
    const place = await database.newPlace();
    const [one, two] = [await openBooksAt(place), await openBooksAt(place)];
    const waits = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).takeHandover(group.groupId, `exit-${n}`, 60_000)),
    );
    expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(1);
  });

  test('lets one of many exits that begin at once own the row of a new group, and the others take it over in turn', async () => {
    const place = await database.newPlace();
    const [one, two] = [await openBooksAt(place), await openBooksAt(place)];
    const ids = Array.from({ length: 10 }, (_, n) => `exit-${n}`);
    const openings = await Promise.all(ids.map((id, n) => (n % 2 === 0 ? one : two).openExit(anExit(id))));

    expect(openings).toEqual(ids.map((exitId) => ({ kind: 'open', exitId, leaving: false })));
    expect(ids).toContain((await one.membership(group))?.exitId);
  });

  test('gives each of two hundred claims to exactly one of three processes', async () => {
    const place = await database.newPlace();
    const books = await openBooksAt(place);
    for (let n = 0; n < 200; n += 1) {
      await books.openExit({ ...anExit(`exit-${n}`), groupId: `${n}@g.us` });
    }
    const contenders = await startContenders(
      ['a', 'b', 'c'].map((token) => ['claim', JSON.stringify(place), token, '200']),
    );
    const won = await Promise.all(contenders.map((contender) => contender.go()));

    expect(won.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(won.flatMap(({ claimed }) => claimed).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, n) => n),
    );
  });
});
