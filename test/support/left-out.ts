import type { TestProject } from 'vitest/node';

/** Servers that tests need and that this machine may not have, with what to do about it. */
const howToInstall = {
  PostgreSQL: 'install it (apt-get install postgresql, brew install postgresql), or name its programs in POSTGRES_BIN',
  Redis: 'install it (apt-get install redis-server, brew install redis), or name the binary in REDIS_SERVER',
};

/**
 * Notes a server that is not here.
 * @throws in CI, where everything has to run
 */
export function missing(server: keyof typeof howToInstall): string {
  const what = `There is no ${server} on this machine: ${howToInstall[server]}.`;
  if (process.env.CI !== undefined && process.env.CI !== 'false')
    throw new Error(`${what} In CI all tests have to run.`);
  return what;
}

/** @returns the tests of this run that were left out, by name */
export function leftOut({ vitest }: TestProject): string[] {
  return vitest.state
    .getTestModules()
    .flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => `${module.relativeModuleId} > ${test.fullName}`),
    );
}
