import type { RosterRow } from '../../activities/roster/roster.ts';
import { InvalidRequest, type Fault } from '../errors.ts';
import { faultsIn } from '../faults.ts';
import { importRow, rosterRow } from './import-row.ts';

/** What a row, or a field of it, is called in faults. */
export type NameOf = (index: number, field?: string) => string;

export interface ImportOptions {
  /** For rows that come from somewhere that people know, such as the lines of a file; `rows[3].groupId` without it. */
  nameOf?: NameOf;
}

/** Checked rows, each group once. */
export interface ParsedRows {
  rows: RosterRow[];
  /** For each row, where it was first. */
  indexes: number[];
  /** Rows that said the same as an earlier one. */
  repeated: number;
}

/** Nobody mends more at once, and a file may have a fault in each of its lines. */
const MOST_FAULTS = 100;

export const inList: NameOf = (index, field) => (field === undefined ? `rows[${index}]` : `rows[${index}].${field}`);

/**
 * Checks the rows of an import, each by itself and against the others.
 * @param rows anything, such as the JSON body of a request to a backend
 * @throws {InvalidRequest} listing the faults
 */
export function parseImportRows(rows: unknown, nameOf: NameOf = inList): ParsedRows {
  if (!Array.isArray(rows)) throw new InvalidRequest([{ field: 'rows', problem: 'is not a list of groups' }]);
  if (rows.length === 0) throw new InvalidRequest([{ field: 'rows', problem: 'is empty: name at least one group' }]);
  const faults: Fault[] = [];
  const first = new Map<string, { row: RosterRow; index: number }>();
  for (const [index, given] of rows.entries()) {
    const parsed = importRow.safeParse(given);
    if (!parsed.success) {
      faults.push(...faultsIn(parsed.error, importRow).map((fault) => named(fault, index, nameOf)));
      continue;
    }
    const row = rosterRow(parsed.data);
    const key = `${row.instanceId}/${row.groupId}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, { row, index });
    else faults.push(...contradiction(before, { row, index }, nameOf));
  }
  refuse(faults);
  const kept = [...first.values()];
  return {
    rows: kept.map(({ row }) => row),
    indexes: kept.map(({ index }) => index),
    repeated: rows.length - kept.length,
  };
}

/** @throws {InvalidRequest} when there are any */
export function refuse(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const told = faults.slice(0, MOST_FAULTS);
  const rest = faults.length - told.length;
  if (rest > 0) told.push({ field: 'rows', problem: `and ${rest} more ${rest === 1 ? 'fault' : 'faults'}` });
  throw new InvalidRequest(told);
}

function named({ field, problem }: Fault, index: number, nameOf: NameOf): Fault {
  return { field: field === 'request' ? nameOf(index) : nameOf(index, field), problem };
}

/** The same row twice is harmless; of two that differ, nobody knows which is meant. */
function contradiction(
  before: { row: RosterRow; index: number },
  { row, index }: { row: RosterRow; index: number },
  nameOf: NameOf,
): Fault[] {
  if (JSON.stringify(sorted(before.row)) === JSON.stringify(sorted(row))) return [];
  const problem = `is the group of ${nameOf(before.index)} again and says something else of it: keep one of the two`;
  return [{ field: nameOf(index), problem }];
}

function sorted(row: RosterRow): Array<[string, unknown]> {
  return Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .toSorted(([nameA], [nameB]) => nameA.localeCompare(nameB));
}
