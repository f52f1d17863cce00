import type { ImportOptions } from '../../roster/parse-rows.ts';

/** The rows of a file as they are written, not yet checked, and what faults call them. */
export interface FileRows extends Required<ImportOptions> {
  rows: unknown[];
}
