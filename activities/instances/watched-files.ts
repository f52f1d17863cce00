import { readFileSync, statSync } from 'node:fs';

/**
 * Files that were read, and whether any of them has changed since. It looks at the files instead of listening to the
 * directory: editors replace a file by renaming another, Kubernetes swaps a symbolic link two levels up, and network
 * file systems tell nobody.
 */
export class WatchedFiles {
  readonly #stamps = new Map<string, string>();

  /** @throws what `readFileSync` throws; the file is watched all the same */
  read(file: string): string {
    // Before reading: what is written in between then shows as a change.
    this.#stamps.set(file, stampOf(file));
    return readFileSync(file, 'utf8');
  }

  changed(): boolean {
    return [...this.#stamps].some(([file, stamp]) => stampOf(file) !== stamp);
  }
}

function stampOf(file: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(file);
    return [ino, size, mtimeMs, ctimeMs].join();
  } catch (error) {
    // Missing or out of reach is a state like any other; whoever reads the file says what is wrong with it.
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
