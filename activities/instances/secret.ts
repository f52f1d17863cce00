import { resolve } from 'node:path';
import { z } from 'zod';
import type { WatchedFiles } from './watched-files.ts';

const plainText =
  'must not hold the secret itself: put it into an environment variable or a file and write {"env": "NAME"} or {"file": "/path"}';

/** Where a secret is: in an environment variable or in a file, never in the instances file itself. */
const secretRef = z
  .strictObject(
    { env: z.string().min(1).optional(), file: z.string().min(1).optional() },
    { error: ({ input }) => (typeof input === 'string' ? plainText : undefined) },
  )
  .refine(({ env, file }) => (env === undefined) !== (file === undefined), {
    error: 'must have either "env" or "file"',
  });

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where secrets come from. */
export interface SecretSources {
  environment: Environment;
  files: WatchedFiles;
  /** What relative paths start from. */
  directory: string;
}

/** Reads a reference to a secret and finds the secret. */
export function secretFrom(sources: SecretSources) {
  return secretRef.transform(({ env, file = '' }, context): string => {
    const place = env === undefined ? `the file ${file}` : `the environment variable ${env}`;
    const found = env === undefined ? readSecretFile(file, sources) : { secret: sources.environment[env] };
    const why = found.why ?? whyUnusable(found.secret);
    if (why === undefined && found.secret !== undefined) return found.secret;
    context.addIssue({ code: 'custom', message: `needs ${place}, which ${why}` });
    return z.NEVER;
  });
}

interface Found {
  secret?: string | undefined;
  why?: string;
}

function readSecretFile(file: string, { files, directory }: SecretSources): Found {
  try {
    return { secret: files.read(resolve(directory, file)).trim() };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { why: `cannot be read (${code})` };
  }
}

function whyUnusable(secret: string | undefined): string | undefined {
  if (secret === undefined) return 'is not set';
  if (secret === '') return 'is empty';
  // One in the middle is a mistake of copying, and would break the header that carries it.
  return /[\s\p{Cc}]/u.test(secret) ? 'has a space or a line break in it' : undefined;
}
