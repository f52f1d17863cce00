import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { Receipt, StepName } from '../../activities/receipt.ts';
import type { groupExit } from '../../workflows/group-exit.ts';
import { exitStage } from '../../workflows/search-attributes.ts';
import { progressQuery, type ExitProgress, type GroupExitInput } from '../../workflows/messages.ts';
import { freshTaskQueue, timeSkipping, workflowBundle } from '../support/temporal.ts';
import { input as everyStep, type Script } from './scripted.ts';

/** One exit under way on a Temporal server whose clock skips. */
export interface Story {
  handle: WorkflowHandle<typeof groupExit>;
  environment: TestWorkflowEnvironment;
  progress(): Promise<ExitProgress>;
  /** Waits, in real time, until the progress is as described. */
  until(what: (progress: ExitProgress) => boolean): Promise<ExitProgress>;
  receipt(): Promise<Receipt>;
}

/** Tells one story: an environment of its own (its clock never goes back), one exit, the scripted activities. */
export async function tell(
  script: Script,
  narrate: (story: Story) => Promise<void>,
  changes: Partial<GroupExitInput> = {},
): Promise<void> {
  const environment = await timeSkipping();
  const taskQueue = freshTaskQueue();
  try {
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowBundle: workflowBundle(),
      activities: script.activities,
    });
    await worker.runUntil(async () => {
      const handle = await start(environment, taskQueue, { ...everyStep, ...changes });
      await narrate(storyOf(handle, environment));
    });
  } finally {
    await environment.teardown();
  }
}

/** The whole exit, with nobody interfering. */
export async function play(script: Script, changes: Partial<GroupExitInput> = {}): Promise<Receipt> {
  let receipt: Receipt | undefined;
  await tell(script, async (story) => void (receipt = await story.receipt()), changes);
  if (!receipt) throw new Error('the story ended without a receipt');
  return receipt;
}

function start(environment: TestWorkflowEnvironment, taskQueue: string, input: GroupExitInput) {
  return environment.client.workflow.start<typeof groupExit>('groupExit', {
    workflowId: `exit/${input.instanceId}/${input.groupId}`,
    taskQueue,
    args: [input],
    typedSearchAttributes: [{ key: exitStage, value: 'waiting' }],
  });
}

function storyOf(handle: WorkflowHandle<typeof groupExit>, environment: TestWorkflowEnvironment): Story {
  const progress = () => handle.query(progressQuery);
  const until = async (what: (progress: ExitProgress) => boolean): Promise<ExitProgress> => {
    for (;;) {
      const now = await progress();
      if (what(now)) return now;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { handle, environment, progress, until, receipt: () => handle.result() };
}

export function step(receipt: Receipt, name: StepName) {
  const found = receipt.steps.find((record) => record.step === name);
  if (!found) throw new Error(`the receipt does not name the step ${name}`);
  return found;
}
