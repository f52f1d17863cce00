import { EVERYWHERE } from '../../worker/embedded/sandbox/faults/places.ts';
import { cells, type Cell } from './cells.ts';
import { rows } from './rows.ts';
import type { Observed, Row } from './row.ts';

const HEAD = [
  '| fault | when | WAHA WEBJS | WAHA NOWEB | WAHA GOWS | Wawp (as WEBJS) |',
  '| --- | --- | --- | --- | --- | --- |',
];

/** The matrix as a table in Markdown. A dash: that gateway cannot produce the fault. */
export function matrixTable(outcomeOf: (cell: Cell) => Observed | undefined): string {
  return [...HEAD, ...rows.map((row) => line(row, outcomeOf))].join('\n');
}

function line(row: Row, outcomeOf: (cell: Cell) => Observed | undefined): string {
  const words = EVERYWHERE.map((place) => {
    const cell = cells.find((one) => one.row === row && one.place === place);
    return cell ? inWords(outcomeOf(cell)) : '–';
  });
  return `| \`${row.fault}\` | ${row.when} | ${words.join(' | ')} |`;
}

function inWords(outcome: Observed | undefined): string {
  if (!outcome) return '?';
  const unusual = Object.entries(outcome.unusual).map(([step, what]) => `${step} ${what}`);
  const doubled = outcome.goodbyes > 1 ? [`${outcome.goodbyes} goodbyes`] : [];
  return [outcome.ending, ...unusual, ...doubled].join('; ');
}
