import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Environment, Executable, Source } from './executable.ts';
import { proveExecutable } from './prove-executable.ts';

/** The path in the executable's own environment variable. */
export function environmentSource(executable: Executable, environment: Environment): Source {
  const path = environment[executable.variable];
  return {
    name: `the variable ${executable.variable}`,
    look: async () => (path ? proveExecutable(executable, path) : undefined),
  };
}

export function pathSource(executable: Executable, environment: Environment): Source {
  return {
    name: `${executable.command} on PATH`,
    look: async () => {
      for (const directory of (environment['PATH'] ?? '').split(delimiter).filter(Boolean)) {
        const path = join(directory, executable.command);
        if (await isExecutable(path)) return proveExecutable(executable, path);
      }
      return undefined;
    },
  };
}

/** What an earlier download left. */
export function cacheSource(executable: Executable, cached: string): Source {
  return {
    name: `a cached copy (${cached})`,
    look: async () => ((await isExecutable(cached)) ? proveExecutable(executable, cached) : undefined),
  };
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
