import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { findTemporalCli } from '../../worker/embedded/temporal-cli.ts';
import { leftOut, missing } from './left-out.ts';
import { findPostgres, startPostgres } from './postgres-server.ts';
import { findRedis } from './redis-binary.ts';
import { findTestServer } from './temporal-test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    temporalCliPath: string;
    testServerPath: string;
    workflowBundlePath: string;
    /** `null` where there is none: tests that need it are left out, and named at the end. */
    postgresUrl: string | null;
    redisServerPath: string | null;
  }
}

const say = (line: string): boolean => process.stderr.write(`${line}\n`);

/** Once for a whole run: finds (or fetches) the servers, starts PostgreSQL and bundles the workflows. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const [postgresBin, redisPath] = [findPostgres(), findRedis()];
  const whatIsMissing = [
    ...(postgresBin === undefined ? [missing('PostgreSQL')] : []),
    ...(redisPath === undefined ? [missing('Redis')] : []),
  ];
  project.provide('redisServerPath', redisPath ?? null);
  project.provide('temporalCliPath', await findTemporalCli(process.env, say));
  project.provide('testServerPath', await findTestServer(process.env, say));
  const directory = await mkdtemp(join(tmpdir(), 'group-exit-test-'));
  const bundlePath = join(directory, 'workflow-bundle.js');
  await writeFile(bundlePath, (await bundleWorkflows('../workflows/index.ts')).code);
  project.provide('workflowBundlePath', bundlePath);
  const postgres = postgresBin === undefined ? undefined : await startPostgres(postgresBin);
  project.provide('postgresUrl', postgres?.url ?? null);
  return async () => {
    await postgres?.stop();
    await rm(directory, { recursive: true });
    if (whatIsMissing.length > 0) [...whatIsMissing, 'So these did not run:', ...leftOut(project)].forEach(say);
  };
}
