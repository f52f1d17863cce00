import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const schema = z.strictObject({ round: z.int().min(1).max(999_999), finished: z.boolean() });

type Round = z.output<typeof schema>;

/**
 * The round to play: a new one, or the one that an earlier run was killed in.
 * @throws when the file is not what {@link keepRound} wrote
 */
export async function nextRound(file: string): Promise<{ round: number; resumed: boolean }> {
  const last = await read(file);
  if (last && !last.finished) return { round: last.round, resumed: true };
  return { round: (last?.round ?? 0) + 1, resumed: false };
}

/** In one step: a run killed in the middle leaves the old file or the new one. */
export async function keepRound(file: string, round: Round): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(round));
  await rename(`${file}.new`, file);
}

async function read(file: string): Promise<Round | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} does not say which round it was. Start again with --reset, or remove the file.`, {
      cause,
    });
  }
}
