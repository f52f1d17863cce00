import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogue } from '../../worker/embedded/sandbox/faults/catalogue.ts';
import { wahaRoutes } from '../../worker/embedded/sandbox/waha/routes.ts';
import { wawpRoutes } from '../../worker/embedded/sandbox/wawp/routes.ts';

const readme = readFileSync(join(import.meta.dirname, '../../worker/embedded/sandbox/README.md'), 'utf8');
/** As a person reads it: the formatter pads the columns. */
const lines = readme.split('\n').map((line) => line.replaceAll(/ +/g, ' '));

it.each(Object.entries(catalogue))(
  'the README tells of the fault %s what the catalogue does',
  (name, { what, source }) => {
    expect(lines).toContain(`| \`${name}\` | ${what} | ${source} |`);
  },
);

it('the README names every operation that journal and faults know', () => {
  for (const { operation } of [...wahaRoutes, ...wawpRoutes]) expect(readme).toContain(`\`${operation}\``);
});
