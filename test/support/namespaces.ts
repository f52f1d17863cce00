import { randomUUID } from 'node:crypto';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { vi } from 'vitest';

/** A new namespace on a dev server, as an operator makes it: without search attributes of ours. */
export async function freshNamespace({ connection }: TestWorkflowEnvironment): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  // The server's frontend learns of it a little later.
  await vi.waitFor(() => connection.operatorService.listSearchAttributes({ namespace }), { timeout: 30_000 });
  return namespace;
}
