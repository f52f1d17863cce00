import { CsvError, parse } from 'csv-parse/sync';
import { InvalidRequest, type Fault } from '../../errors.ts';
import { refuse } from '../../roster/parse-rows.ts';
import { columnOf, fieldOf, headerFaults, knownColumns } from './columns.ts';
import type { FileRows } from './file-rows.ts';

interface Line {
  cells: string[];
  /** In the file, from 1, where the record begins. */
  number: number;
}

/**
 * Reads CSV with a header line, with commas, semicolons (as spreadsheets write it in much of Europe) or tabs.
 * Empty cells say nothing.
 * @throws {InvalidRequest} when it is not CSV, or its header is none
 */
export function csvRows(text: string): FileRows {
  // The parser takes the line break of Windows for two within quotation marks.
  const [header, ...lines] = linesOf(text.replaceAll(/\r\n?/g, '\n'));
  if (header === undefined) {
    throw new InvalidRequest([{ field: 'file', problem: `is empty: its first line names columns: ${knownColumns}` }]);
  }
  const names = header.cells.slice(0, header.cells.findLastIndex((name) => name !== '') + 1);
  refuse([...headerFaults(names, `line ${header.number}`), ...tooLong(names.length, lines)]);
  const fields = names.map(fieldOf);
  return {
    rows: lines.map(({ cells }) => rowOf(fields, cells)),
    nameOf: (index, field) =>
      [`line ${lines[index]?.number}`, ...(field === undefined ? [] : [columnOf(field)])].join(', '),
  };
}

function linesOf(text: string): Line[] {
  // Excel's own way to name the delimiter.
  const sep = /^sep=(.)\n/i.exec(text);
  try {
    return parse(text, {
      delimiter: sep?.[1] ?? delimiterOf(text),
      from_line: sep ? 2 : 1,
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }).map(lineOf);
  } catch (error) {
    throw error instanceof CsvError ? new InvalidRequest([brokenQuote(error)]) : error;
  }
}

/** What the parser gives with `info` and `raw`, which its types leave out. */
function lineOf(parsed: unknown): Line {
  const { record, info, raw } = parsed as { record: string[]; info: { lines: number }; raw: string };
  // It counts to the end of a record, which may have line breaks in its quotes.
  return { cells: record, number: info.lines - (raw.trim().match(/\n/g)?.length ?? 0) };
}

/** The one that the header has most of; a name of a column holds none. */
function delimiterOf(text: string): string {
  const [header = ''] = text.trimStart().split('\n', 1);
  const count = (delimiter: string): number => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
}

function brokenQuote(error: CsvError): Fault {
  const field = `line ${Number(error['lines'])}`;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return { field, problem: 'is in a cell whose quotation mark is never closed: close it' };
  }
  const problem =
    'has a quotation mark within a cell: put the whole cell into quotation marks, and double those that belong to it';
  return { field, problem };
}

function tooLong(columns: number, lines: readonly Line[]): Fault[] {
  return lines
    .filter(({ cells }) => cells.slice(columns).some((cell) => cell !== ''))
    .map(({ cells, number }) => ({
      field: `line ${number}`,
      problem: `has ${cells.length} cells where the header has ${columns}: put cells that hold the delimiter into quotation marks`,
    }));
}

function rowOf(fields: ReadonlyArray<string | undefined>, cells: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field, index) => {
      const cell = cells[index]?.trim() ?? '';
      return field === undefined || cell === '' ? [] : [[field, cell]];
    }),
  );
}
