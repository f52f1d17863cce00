import { InvalidRequest, type Fault } from '../../errors.ts';
import { columnOf, fieldOf } from './columns.ts';
import type { FileRows } from './file-rows.ts';

/**
 * Reads a JSON list of objects with the names of the columns as keys. What is `null` says nothing.
 * @throws {InvalidRequest} when it is not JSON, or no list
 */
export function jsonRows(text: string): FileRows {
  const list = parsed(text);
  if (!Array.isArray(list)) {
    throw new InvalidRequest([{ field: 'file', problem: 'is no list: write the groups as objects, in brackets' }]);
  }
  return {
    rows: list.map(rowOf),
    nameOf: (index, field) => `row ${index}${field === undefined ? '' : `, ${columnOf(field)}`}`,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidRequest([notJson((error as Error).message)]);
  }
}

/** Where, but not what: the parser's message repeats the text, which may hold phone numbers. */
function notJson(message: string): Fault {
  const [, line] = /\(line (\d+) column \d+\)/.exec(message) ?? [];
  const problem = 'is not JSON: write a list of objects, or name the format of the file with --format';
  return { field: line === undefined ? 'file' : `line ${line}`, problem };
}

/** Unknown keys stay, so that they are told. */
function rowOf(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return row;
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => (value === null ? [] : [[fieldOf(key) ?? key, value]])),
  );
}
