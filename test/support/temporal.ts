import { randomUUID } from 'node:crypto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { inject } from 'vitest';
import { dynamicConfigFlags } from '../../worker/embedded/dev-server/settings.ts';
import { registerSearchAttributes } from '../../worker/search-attributes.ts';
import { searchAttributeKeys } from '../../workflows/search-attributes.ts';

// The SDK tells of every worker that starts and stops and of every activity that fails. Here they fail by the hundred, because
// the stories want it; where one should not have, its test says so, and `SHOW_FAILURES=1` shows what the SDK tells.
const warnings = new DefaultLogger('WARN');
const wanted = new Set(['Activity failed', 'Workflow failed']);
const { SHOW_FAILURES: showAll } = process.env;
Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
    if (showAll || !wanted.has(message)) warnings.log(level, message, meta);
  }),
  telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
});

/**
 * A Temporal server whose clock jumps to the next timer while somebody awaits a result.
 * Its clock is one for the whole environment and never goes back: take one environment a story, and tear it down.
 * It has no list, count or update of namespaces.
 */
export async function timeSkipping(): Promise<TestWorkflowEnvironment> {
  return withSearchAttributes(
    await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: inject('testServerPath') } },
    }),
  );
}

/** A whole Temporal server in memory, with real time. One for a test file is enough: give each test its own task queue. */
export async function devServer(): Promise<TestWorkflowEnvironment> {
  return withSearchAttributes(
    await TestWorkflowEnvironment.createLocal({
      server: {
        executable: { type: 'existing-path', path: inject('temporalCliPath') },
        // It complains while it starts; whether it has, the SDK tells.
        log: { format: 'pretty', level: 'never' },
        extraArgs: [...dynamicConfigFlags(), '--output', 'none'],
      },
    }),
  );
}

/** The workflows, bundled once for the whole run of the tests: for `Worker.create({ workflowBundle: workflowBundle(), … })`. */
export function workflowBundle(): { codePath: string } {
  return { codePath: inject('workflowBundlePath') };
}

/** A task queue that no other test polls. */
export function freshTaskQueue(): string {
  return `test-${randomUUID()}`;
}

async function withSearchAttributes(environment: TestWorkflowEnvironment): Promise<TestWorkflowEnvironment> {
  // Not by `ensureSearchAttributes`: the time-skipping server can't list them.
  await registerSearchAttributes(environment.connection, 'default', searchAttributeKeys);
  return environment;
}
