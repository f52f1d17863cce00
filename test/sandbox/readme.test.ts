import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogueEntries, type CatalogueEntry } from '../../worker/embedded/sandbox/faults/catalogue.ts';
import { EVERYWHERE, WAHA, type Place } from '../../worker/embedded/sandbox/faults/places.ts';
import { wahaRoutes } from '../../worker/embedded/sandbox/waha/routes.ts';
import { wawpRoutes } from '../../worker/embedded/sandbox/wawp/routes.ts';

const readme = readFileSync(join(import.meta.dirname, '../../worker/embedded/sandbox/README.md'), 'utf8');
/** As a person reads it: the formatter pads the columns. */
const lines = readme.split('\n').map((line) => line.replaceAll(/ +/g, ' '));

/** Places by their names, and why not the others. */
function onWords({ possibleOn, notOn = {} }: CatalogueEntry): string {
  const missing = EVERYWHERE.filter((place) => !possibleOn.includes(place));
  const reasons = Map.groupBy(missing, (place) => notOn[place]);
  const whyNot = [...reasons].map(([why, places]) => `${inWords(places)} ${why}`);
  return [inWords(possibleOn), ...whyNot].join('; ');
}

function inWords(places: readonly Place[]): string {
  if (places.length === EVERYWHERE.length) return 'all';
  if (places.join() === WAHA.join()) return 'WAHA';
  return places.map((place) => place.replace('waha/', '').replace('wawp', 'Wawp')).join(', ');
}

it.each(catalogueEntries)('the README tells of the fault $name what the catalogue does', (entry) => {
  const { name, what, source } = entry;
  expect(lines).toContain(`| \`${name}\` | ${what} | ${source} | ${onWords(entry)} |`);
});

it('the README tells of no fault that is not there', () => {
  const table = lines.slice(lines.findIndex((line) => line.startsWith('| fault |')) + 2);
  const named = table.filter((line) => line.startsWith('| ')).map((line) => line.split('`')[1]);
  expect(named).toEqual(catalogueEntries.map(({ name }) => name));
});

it('the README names every operation that journal and faults know', () => {
  for (const { operation } of [...wahaRoutes, ...wawpRoutes]) expect(readme).toContain(`\`${operation}\``);
});
