import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { InvalidRequest } from '../../errors.ts';
import type { ImportRow } from '../../roster/import-row.ts';
import { parseImportRows, type ImportOptions } from '../../roster/parse-rows.ts';
import { csvRows } from './csv-rows.ts';
import { jsonRows } from './json-rows.ts';

export type FileFormat = 'csv' | 'json';

/**
 * Reads and checks a file of groups.
 * @param format by the name's ending without it, and CSV where that says nothing
 * @throws {InvalidRequest} with the faults by line
 */
export async function readImportFile(
  file: string,
  format: FileFormat = extname(file).toLowerCase() === '.json' ? 'json' : 'csv',
): Promise<{ rows: ImportRow[] } & Required<ImportOptions>> {
  const text = await textOf(file);
  const { rows, nameOf } = format === 'json' ? jsonRows(text) : csvRows(text);
  if (rows.length === 0) throw new InvalidRequest([{ field: 'file', problem: 'has no rows: name at least one group' }]);
  parseImportRows(rows, nameOf);
  return { rows: rows as ImportRow[], nameOf };
}

async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidRequest([{ field: 'file', problem: `cannot be read (${why}): name a CSV or JSON file` }]);
  });
  try {
    // A byte order mark is left out.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidRequest([{ field: 'file', problem: 'is not UTF-8: save it as "CSV UTF-8"' }]);
  }
}
