import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRows } from '../../client/cli/import/csv-rows.ts';
import { readImportFile } from '../../client/cli/import/import-file.ts';
import { InvalidRequest } from '../../client/errors.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const id = (number: number) => `${120_363_000_000_000_000 + number * 16}@g.us`;
const header = 'instance,group,client,name,lastActivity,keep,successors';

function file(content: string | Uint8Array, name = 'groups.csv'): string {
  const path = join(temporaryDirectory(), name);
  writeFileSync(path, content);
  return path;
}

const faultsIn = (content: string | Uint8Array, name?: string) =>
  readImportFile(file(content, name)).then(
    () => [],
    (error: unknown) => {
      if (error instanceof InvalidRequest) return error.faults.map(({ field, problem }) => `${field}: ${problem}`);
      throw error;
    },
  );

describe('a file is refused', () => {
  test.each<[string, string, string]>([
    ['without anything', '', 'file: is empty: its first line names columns: instance, group, client'],
    ['with nothing but a header', header, 'file: has no rows'],
    [
      'with an unknown column',
      `${header},telephone\nsales,${id(1)}`,
      'line 1: has the unknown column "telephone"; there',
    ],
    ['with a column twice', `instance,group,Group\nsales,${id(1)}`, 'line 1: has the column group more than once'],
    ['without the groups', 'instance,keep\nsales,yes', 'line 1: lacks the column group'],
    [
      'with too many cells',
      `instance,group\nsales,${id(1)}\nsales,${id(2)},x`,
      'line 3: has 3 cells where the header has 2',
    ],
    [
      'with a quotation mark left open',
      `instance,group\nsales,"${id(1)}\nsales,${id(2)}\n`,
      'quotation mark is never closed',
    ],
    ['with a stray quotation mark', `instance,group\nsales,${id(1)}\nsa"les,${id(2)}`, 'line 3: has a quotation mark'],
    ['with groups that are none', `${header}\nsales,Vendas SP`, 'line 2, group: has spaces in it'],
  ])('%s', async (_, content, fault) => {
    const [first, ...others] = await faultsIn(content);
    expect(first).toContain(fault);
    expect(others).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['that is no JSON', '[\n{"group": 1,}]', 'line 2: is not JSON'],
    ['that is no list', '{}', 'file: is no list'],
    ['that has an empty list', '[]', 'file: has no rows'],
    ['with a row that is none', '[7]', 'row 0: is no object'],
    [
      'with an unknown key',
      `[{"instance": "sales", "group": "${id(1)}", "phone": null, "tel": 1}]`,
      'row 0, tel: is no',
    ],
    ['without an instance', `[{"group": "${id(1)}"}]`, 'row 0, instance: is missing'],
  ])('of JSON %s', async (_, content, fault) => {
    const [first, ...others] = await faultsIn(content, 'groups.json');
    expect(first).toContain(fault);
    expect(others).toEqual([]);
  });

  test('with every fault at its line, however many lines a cell has', async () => {
    const lines = [
      header,
      `sales,${id(1)},,"a name`,
      'of three',
      'lines",,,',
      '',
      'sales,nothing,,,,maybe,',
      ',,,,,,',
      `sales,${id(1)},acme,,31.12.2025,,`,
    ];
    const found = await faultsIn(lines.join('\r\n'));
    expect(found.map((fault) => fault.split(':')[0])).toEqual([
      'line 6, group',
      'line 6, keep',
      'line 8, lastActivity',
    ]);
    const contradicting = [header, `sales,${id(1)},"ac\n\nme"`, `sales,${id(1)},other`];
    expect(await faultsIn(contradicting.join('\n'))).toEqual([expect.stringMatching(/^line 5: .+line 2 again/)]);
  });

  test('in another encoding, and when it is not there', async () => {
    const latin = Buffer.from(`instance,group,name\nsales,${id(1)},São Paulo`, 'latin1');
    expect(await faultsIn(latin)).toEqual([expect.stringContaining('file: is not UTF-8: save it as "CSV UTF-8"')]);
    await expect(readImportFile('/nowhere/groups.csv')).rejects.toThrow(/file: cannot be read \(ENOENT/);
  });
});

describe('a file is read', () => {
  test.each([
    [
      'as Excel writes it in Europe',
      `\uFEFFInstance;Group;Successors\r\nsales;${id(1)};"+49 151 23456789;123456@lid"\r\n`,
    ],
    [
      'with a line that names the delimiter',
      `sep=|\r\nInstance|Group|successors\r\nsales|${id(1)}|+49 151 23456789;123456@lid`,
    ],
    ['with tabs', `group id\tinstance_id\tsuccessors\n${id(1)}\tsales\t4915123456789 123456@lid`],
    ['with empty columns at its end', `instance,group,successors,,\nsales,${id(1)},4915123456789 123456@lid,,\n,,,,\n`],
  ])('%s', async (_, content) => {
    const { rows } = await readImportFile(file(content));
    expect(rows).toEqual([{ instanceId: 'sales', groupId: id(1), successors: expect.stringContaining('123456@lid') }]);
  });

  test('of JSON, by the names of the columns or of the client, and by --format whatever it is called', async () => {
    const list = JSON.stringify([
      { instance: 'sales', group: id(1), keep: true, client: null },
      { instanceId: 'sales', groupId: id(2), lastActivity: 1_767_225_600, successors: ['123456@lid'] },
    ]);
    const { rows } = await readImportFile(file(list, 'export.txt'), 'json');
    expect(rows).toEqual([
      { instanceId: 'sales', groupId: id(1), keep: true },
      { instanceId: 'sales', groupId: id(2), lastActivity: 1_767_225_600, successors: ['123456@lid'] },
    ]);
  });

  test('with whatever is in its cells, each row at the line where it begins', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', ' ', 'ã'), maxLength: 12 });
    const breaks = (text: string) => text.match(/\n/g)?.length ?? 0;
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), fc.constantFrom(',', ';'), (names, delimiter) => {
        const lines = names.map(
          (name, index) => `sales${delimiter}${id(index)}${delimiter}"${name.replaceAll('"', '""')}"`,
        );
        const { rows, nameOf } = csvRows([['instance', 'group', 'name'].join(delimiter), ...lines].join('\n'));
        expect(rows.map((row) => (row as { groupName?: string }).groupName ?? '')).toEqual(
          names.map((name) => name.replaceAll('\r\n', '\n').trim()),
        );
        let line = 2;
        for (const [index, name] of names.entries()) {
          expect(nameOf(index)).toBe(`line ${line}`);
          line += 1 + breaks(name);
        }
      }),
    );
  });
});
