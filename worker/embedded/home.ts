import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endLeftoverServer } from './dev-server/single-server.ts';
import { makeDirectory } from './make-directory.ts';

/** Where embedded mode keeps what. The Temporal server has its own files beside these: see `startDevServer`. */
export interface Home {
  directory: string;
  booksFile: string;
  sandboxFile: string;
  instancesFile: string;
  roundFile: string;
  workerLog: string;
}

export function homeIn(directory: string): Home {
  return {
    directory,
    booksFile: join(directory, 'books.sqlite'),
    sandboxFile: join(directory, 'sandbox.sqlite'),
    instancesFile: join(directory, 'instances.json'),
    roundFile: join(directory, 'round.json'),
    workerLog: join(directory, 'worker.log'),
  };
}

/**
 * Forgets what earlier runs have left. Only files of ours: the directory may be somebody's home.
 * @throws when another run is using them
 */
export async function resetHome({ directory, ...files }: Home): Promise<void> {
  const temporal = { databaseFile: join(directory, 'temporal.db'), recordFile: join(directory, 'temporal.pid') };
  await endLeftoverServer(temporal);
  const ours = [...Object.values(files), temporal.databaseFile, join(directory, 'temporal.log')];
  const all = ours.flatMap((file) => [file, `${file}-wal`, `${file}-shm`]);
  await Promise.all(all.map((file) => rm(file, { force: true })));
}

/** @throws saying which directory it cannot make, and what to do */
export async function makeHome({ directory }: Home): Promise<void> {
  try {
    await makeDirectory(directory);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${directory} cannot be made: ${why}. Name another directory with --data-dir.`, { cause });
  }
}
