import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidRequest } from '../../errors.ts';

/**
 * Writes a file whole or not at all.
 * @throws {InvalidRequest} when it can't be written there
 */
export async function writeFile(file: string, texts: AsyncIterable<string>): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(texts), createWriteStream(unfinished));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw isOfFiles(error)
      ? new InvalidRequest([{ field: '--output', problem: `cannot be written (${error.message}): name another file` }])
      : error;
  }
}

function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}
