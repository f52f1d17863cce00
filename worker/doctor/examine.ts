import { checkConfiguration } from './configuration.ts';
import { checkDatabase } from './database.ts';
import type { Environment, Finding } from './finding.ts';
import { checkInstances } from './instances.ts';
import { checkPostgres } from './postgres.ts';
import { checkRedis } from './redis.ts';
import { checkTemporal } from './temporal.ts';

/**
 * Looks at everything a worker with this environment would use, and changes nothing. What is not configured
 * is said once, by the configuration's own check.
 * @returns the findings as they come
 */
export async function* examine(environment: Environment): AsyncGenerator<Finding> {
  const { finding, config } = checkConfiguration(environment);
  yield finding;
  const databaseFile = environment['GROUP_EXIT_DATABASE'];
  if (databaseFile) yield checkDatabase(databaseFile);
  const databaseUrl = environment['DATABASE_URL'];
  const instancesFile = environment['GROUP_EXIT_INSTANCES'];
  // Each may take its time to find nobody.
  const findings = await Promise.all([
    databaseUrl ? checkPostgres(databaseUrl) : [],
    config ? checkRedis(config.redis) : [],
    checkTemporal(environment, config?.taskQueue),
    instancesFile ? checkInstances(instancesFile, environment) : [],
  ]);
  yield* findings.flat();
}
