import { accessSync, constants, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @returns the path of an executable: of the named one, else on the PATH, else in the directories that a pattern finds */
export function findBinary(name: string, named: string | undefined, elsewhere = ''): string | undefined {
  const places = named === undefined ? (process.env.PATH ?? '').split(delimiter) : [];
  const others = elsewhere === '' ? [] : globSync(elsewhere).sort(newestFirst);
  const candidates = named === undefined ? [...places, ...others].map((place) => join(place, name)) : [named];
  return candidates.find(isExecutable);
}

/** Directories named by version: 16 before 9.6. */
function newestFirst(one: string, other: string): number {
  return other.localeCompare(one, undefined, { numeric: true });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
