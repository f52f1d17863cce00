import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a directory and those above it. Not by Node's recursive `mkdir`, which tries for ever where the system takes no
 * directory although the one above is there, as in /proc.
 * @throws what the system says of the first one that cannot be made
 */
export async function makeDirectory(directory: string): Promise<void> {
  if (await isDirectory(directory)) return;
  await makeDirectory(dirname(directory));
  try {
    await mkdir(directory);
  } catch (error) {
    // Another run may have made it meanwhile.
    if (!(await isDirectory(directory))) throw error;
  }
}

/** The root always is one, so that the way up ends there. */
async function isDirectory(path: string): Promise<boolean> {
  if (dirname(path) === path) return true;
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
