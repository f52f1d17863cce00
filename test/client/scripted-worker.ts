import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { Receipt } from '../../activities/receipt.ts';
import { GroupExits, type ExitHandle, type ExitProgress } from '../../client/index.ts';
import { outByReading, script, type Script } from '../stories/scripted.ts';
import { freshTaskQueue, workflowBundle } from '../support/temporal.ts';

const group = { instanceId: 'sales', groupId: '120363000000000001@g.us' };
const request = { ...group, reason: 'case closed', requestedBy: 'crm', groupName: 'Vendas SP' };

/** A request about a group of its own, for tests that share a server. */
export function freshRequest() {
  const number = BigInt(`0x${randomUUID().replaceAll('-', '').slice(0, 12)}`);
  return { ...request, groupId: `120363${number}@g.us` };
}

/** Activities of which the leave is its own proof, so that no exit waits for a webhook. */
export function prompt(overrides: Partial<Script['activities']> = {}): Script {
  return script({ leaveGroup: async () => ({ evidence: outByReading, requestedAtMs: 0 }), ...overrides });
}

/** Runs a story with a worker over scripted activities, on a task queue of its own. */
export async function withWorker(
  environment: TestWorkflowEnvironment,
  { activities }: Script,
  story: (exits: GroupExits, taskQueue: string) => Promise<void>,
): Promise<void> {
  const taskQueue = freshTaskQueue();
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue,
    workflowBundle: workflowBundle(),
    activities,
  });
  await worker.runUntil(story(new GroupExits({ client: environment.client, taskQueue }), taskQueue));
}

/** Waits until an exit stands as described. */
export async function until(exit: ExitHandle, what: (progress: ExitProgress) => boolean): Promise<ExitProgress> {
  for (;;) {
    const now = await exit.progress();
    if (what(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const onHold = ({ hold }: ExitProgress): boolean => hold !== undefined;

/** A receipt of long ago. */
export const oldReceipt: Receipt = {
  ...group,
  exitId: 'long-ago',
  reason: 'case closed',
  requestedBy: 'crm',
  outcome: 'left',
  summary: 'the number has left the group',
  steps: [],
  holds: [],
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:10.000Z',
};
