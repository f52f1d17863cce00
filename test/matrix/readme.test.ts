import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogueEntries } from '../../worker/embedded/sandbox/faults/catalogue.ts';
import { cells } from './cells.ts';
import { matrixTable } from './table.ts';

const file = join(import.meta.dirname, '../../README.md');
const [BEGIN, END] = ['<!-- matrix: begin -->', '<!-- matrix: end -->'];
const HOW_TO = 'MATRIX_WRITE=1 npx vitest run test/matrix/readme.test.ts && npx oxfmt README.md';

it('no cell is empty that a gateway can produce', () => {
  const asserted = new Set(cells.map(({ row, place }) => `${row.fault} on ${place}`));
  const possible = catalogueEntries.flatMap(({ name, possibleOn }) => possibleOn.map((place) => `${name} on ${place}`));
  expect([...asserted].toSorted()).toEqual(possible.toSorted());
});

it('no two rows of the matrix are about the same fault at the same moment', () => {
  const names = cells.map(({ row, place }) => `${row.fault}, ${row.when}, ${place}`);
  expect(new Set(names).size).toBe(names.length);
});

it(`the README's matrix is the one that the tests assert (to write it anew: ${HOW_TO})`, () => {
  const readme = readFileSync(file, 'utf8');
  const [before = '', rest = ''] = readme.split(BEGIN);
  const [inReadme = '', after = ''] = rest.split(END);
  const table = matrixTable(({ expected }) => expected);
  if (process.env['MATRIX_WRITE'] === '1') {
    writeFileSync(file, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
    return;
  }
  expect(unpadded(inReadme)).toEqual(unpadded(table));
});

/** As a person reads it: the formatter pads the columns. */
function unpadded(markdown: string): string[] {
  const lines = markdown.trim().split('\n');
  return lines.map((one) => one.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---'));
}
