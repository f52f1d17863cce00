import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openMemberships } from '../../activities/memberships/open.ts';
import { checkDatabase } from '../../worker/doctor/database.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

/** The books as a worker that has ended leaves them, changed by some SQL. */
async function books(sql = ''): Promise<string> {
  const file = join(temporaryDirectory(), 'books of sales.sqlite');
  await (await openMemberships({ file })).close();
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
  return file;
}

describe('a database has a fault', () => {
  test('when its directory is not there', () => {
    const file = join(temporaryDirectory(), 'nowhere', 'books.sqlite');
    expect(checkDatabase(file)).toMatchObject({
      verdict: 'fault',
      found: expect.stringContaining('make the directory'),
    });
  });

  test('when it is none', () => {
    const file = join(temporaryDirectory(), 'books.sqlite');
    writeFileSync(file, 'Dear diary, today we left twelve groups and nobody noticed.'.repeat(20));
    expect(checkDatabase(file)).toMatchObject({ verdict: 'fault', found: expect.stringContaining('cannot be read') });
  });

  test('when it is a directory', () => {
    expect(checkDatabase(temporaryDirectory())).toMatchObject({ verdict: 'fault' });
  });

  test('when a newer version has written it', async () => {
    const file = await books("insert into kysely_migration (name, timestamp) values ('0099-of-tomorrow', '2099')");
    expect(checkDatabase(file)).toMatchObject({ verdict: 'fault', found: expect.stringContaining('0099-of-tomorrow') });
  });
});

describe('a database is', () => {
  test('still to be made, which the doctor leaves to the worker', () => {
    const directory = temporaryDirectory();
    expect(checkDatabase(join(directory, 'books.sqlite')).verdict).toBe('ok');
    expect(readdirSync(directory)).toEqual([]);
  });

  test('older, which the doctor leaves to the worker', async () => {
    const file = await books("delete from kysely_migration where name = '0001-exits'");
    expect(checkDatabase(file)).toMatchObject({ verdict: 'warning', found: expect.stringContaining('0001-exits') });
  });

  test('empty, which is older than everything', () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, 'data'));
    const file = join(directory, 'data', 'books.sqlite');
    writeFileSync(file, '');
    expect(checkDatabase(file)).toMatchObject({ verdict: 'warning' });
  });

  test('up to date, and left as it was to the last byte', async () => {
    const file = await books();
    const before = readFileSync(file);
    const beside = readdirSync(join(file, '..'));
    expect(checkDatabase(file)).toMatchObject({ verdict: 'ok' });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(join(file, '..'))).toEqual(beside);
  });

  test('looked at also while a worker writes to it', async () => {
    const file = join(temporaryDirectory(), 'books.sqlite');
    const worker = await openMemberships({ file });
    await worker.saveIdentity('sales', ['15550100001@c.us']);
    expect(checkDatabase(file)).toMatchObject({ verdict: 'ok' });
    await worker.saveIdentity('sales', ['15550100001@c.us', '123456789@lid']);
    await worker.close();
  });
});
