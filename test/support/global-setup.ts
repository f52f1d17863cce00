import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { findTemporalCli } from '../../worker/embedded/temporal-cli.ts';
import { findTestServer } from './temporal-test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    temporalCliPath: string;
    testServerPath: string;
    workflowBundlePath: string;
  }
}

/** Once for a whole run: finds (or fetches) the two Temporal servers and bundles the workflows. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const say = (line: string): boolean => process.stderr.write(`${line}\n`);
  const directory = await mkdtemp(join(tmpdir(), 'group-exit-test-'));
  const bundlePath = join(directory, 'workflow-bundle.js');
  await writeFile(bundlePath, (await bundleWorkflows('../workflows/index.ts')).code);
  project.provide('workflowBundlePath', bundlePath);
  project.provide('temporalCliPath', await findTemporalCli(process.env, say));
  project.provide('testServerPath', await findTestServer(process.env, say));
  return () => rm(directory, { recursive: true });
}
