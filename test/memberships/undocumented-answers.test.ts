import { expect, test } from 'vitest';
import { aClaim, anExit, group, openBooks, openBooksAt } from './books.ts';
import { onEachDatabase } from './databases.ts';

const shape = 'HTTP 201, application/json, {queued: boolean}';
const goodbye = { exitId: 'exit-1', effect: 'goodbye' } as const;

onEachDatabase((database) => {
  test('knows of no odd answer that nobody noted', async () => {
    const books = await openBooks(database);
    expect(await books.undocumentedAnswer(goodbye)).toBeUndefined();
  });

  test('keeps what an odd answer looked like, over restarts, apart for each exit and effect', async () => {
    const place = await database.newPlace();
    await (await openBooksAt(place)).noteUndocumented(goodbye, shape);
    const books = await openBooksAt(place);
    expect(await books.undocumentedAnswer(goodbye)).toBe(shape);
    expect(await books.undocumentedAnswer({ ...goodbye, effect: 'leave' })).toBeUndefined();
    expect(await books.undocumentedAnswer({ ...goodbye, exitId: 'exit-2' })).toBeUndefined();
  });

  test('keeps the latest of several', async () => {
    const books = await openBooks(database);
    await books.noteUndocumented(goodbye, 'HTTP 200, empty body');
    await books.noteUndocumented(goodbye, shape);
    expect(await books.undocumentedAnswer(goodbye)).toBe(shape);
  });

  test('takes no odd answer to a description for a claim: the row can still go back to Active', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('exit-1'));
    await books.noteUndocumented({ exitId: 'exit-1', effect: 'closing-description' }, shape);
    expect(await books.membership(group)).toMatchObject({ status: 'Active' });
    await books.claim(aClaim('exit-1', 'attempt-1'));
    await books.release(aClaim('exit-1', ''), 'attempt-1');
    expect(await books.membership(group)).toMatchObject({ status: 'Active' });
  });
});
