import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openMemberships } from '../../activities/memberships/open.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

test('refuses a database that a newer version has written, and leaves every byte of it alone', async () => {
  const file = join(temporaryDirectory(), 'books.sqlite');
  const newer = new DatabaseSync(file);
  newer.exec('create table kysely_migration (name text primary key, timestamp text not null)');
  newer.exec(
    "insert into kysely_migration values ('0001-exits', '2026-01-01'), ('0099-from-the-future', '2026-01-02')",
  );
  newer.close();
  const before = await readFile(file);

  await expect(openMemberships({ file })).rejects.toThrow(
    /newer version .* 0099-from-the-future.*Nothing was changed\. Start the newer version/,
  );
  expect(await readFile(file)).toEqual(before);
});

test('refuses a file that is no database, naming it', async () => {
  const file = join(temporaryDirectory(), 'notes.txt');
  await writeFile(file, 'These are my notes, and not a database at all.\n'.repeat(100));
  await expect(openMemberships({ file })).rejects.toThrow(/notes\.txt: file is not a database/);
});

test('refuses a file in a directory that is not there, saying what to check', async () => {
  const file = join(temporaryDirectory(), 'missing', 'books.sqlite');
  await expect(openMemberships({ file })).rejects.toThrow(/Check that its directory exists/);
});
