import { Client, type WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { PacePolicy } from '../../activities/pace/policy.ts';
import { presets } from '../../activities/pace/presets.ts';
import type { Receipt } from '../../activities/receipt.ts';
import { numberStart } from '../../client/number-start.ts';
import { temporalTurns } from '../../worker/process/temporal-turns.ts';
import {
  numberStatusQuery,
  pauseNumberSignal,
  type NumberStatus,
  type PauseOrder,
} from '../../workflows/number/messages.ts';
import type { number } from '../../workflows/number/number.ts';
import { progressQuery, type ExitProgress, type GroupExitInput } from '../../workflows/messages.ts';
import { input, outByReading, script, type Script } from '../stories/scripted.ts';
import type { groupExit } from '../../workflows/group-exit.ts';
import { exitStage } from '../../workflows/search-attributes.ts';
import { freshTaskQueue, timeSkipping, workflowBundle } from '../support/temporal.ts';

export type ExitRun = WorkflowHandle<typeof groupExit>;

/** One number and its exits, on a Temporal server whose clock skips. */
export interface NumberStory {
  environment: TestWorkflowEnvironment;
  /** Lets the time pass until the exit has ended. */
  receiptOf(exit: ExitRun): Promise<Receipt>;
  number: WorkflowHandle<typeof number>;
  status(): Promise<NumberStatus>;
  /** Starts the exit of a group of its own. */
  exit(group: number, changes?: Partial<GroupExitInput>): Promise<ExitRun>;
  /** Starts the number's actor with the signal `pause`, as the client does. */
  pauseFirst(order?: PauseOrder): Promise<void>;
  /** Waits, in real time, until the number stands as described. */
  untilNumber(what: (status: NumberStatus) => boolean): Promise<NumberStatus>;
  /** The same for an exit. */
  untilExit(exit: ExitRun, what: (progress: ExitProgress) => boolean): Promise<ExitProgress>;
}

/** What an exit did, and when by the server's clock. */
export interface Deed {
  exit: string;
  what: string;
  atMs: number;
}

/** Around the clock, so that a story does not depend on the hour at which it is told. */
const dayAndNight: PacePolicy = {
  ...presets.gentle,
  hours: { from: '00:00', to: '24:00' },
  weekdays: [1, 2, 3, 4, 5, 6, 7],
};

const atOnce = { minMs: 0, maxMs: 0 };
/** For stories that are watched in real time. */
export const withoutRest: PacePolicy = { ...dayAndNight, gap: atOnce, stepGap: atOnce, goodbyeToLeave: atOnce };

interface Setting {
  pace?: PacePolicy;
  /** On top of exits of which the leave is its own proof. */
  activities?: Partial<Script['activities']>;
}

/** Tells one story with the real number behind the exits; everything else they touch is scripted. */
export async function tellOfNumber(
  { pace = dayAndNight, activities = {} }: Setting,
  narrate: (story: NumberStory) => Promise<void>,
): Promise<void> {
  const environment = await timeSkipping();
  const taskQueue = freshTaskQueue();
  // Not the environment's own: whoever awaits a result by that one lets years pass, and everything else times out.
  const client = new Client({ connection: environment.connection });
  const scripted = scriptWithTurns(client, taskQueue, pace, activities);
  try {
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowBundle: workflowBundle(),
      activities: scripted.activities,
    });
    await worker.runUntil(narrate(storyOf(environment, client, taskQueue)));
  } finally {
    await environment.teardown();
  }
}

/** Exits that ask the real number for their turns, and of which the leave is its own proof; the rest is scripted. */
export function scriptWithTurns(
  client: Client,
  taskQueue: string,
  pace: PacePolicy,
  activities: Partial<Script['activities']> = {},
): Script {
  const turns = temporalTurns(client, taskQueue);
  return script({
    leaveGroup: async () => ({ evidence: outByReading, requestedAtMs: 0 }),
    askTurn: async ({ instanceId, ...request }) => {
      await turns.ask(instanceId, request);
      return 'queued';
    },
    giveBackTurn: ({ instanceId, ...over }) => turns.giveBack(instanceId, over),
    readPace: async () => pace,
    ...activities,
  });
}

function storyOf(environment: TestWorkflowEnvironment, client: Client, taskQueue: string): NumberStory {
  const actor = client.workflow.getHandle<typeof number>('number/sales');
  const status = () => actor.query(numberStatusQuery);
  return {
    environment,
    number: actor,
    receiptOf: async (exit) => {
      while ((await exit.describe()).status.name === 'RUNNING') await environment.sleep('20 seconds');
      return exit.result();
    },
    status,
    exit: (group, changes = {}) => {
      const groupId = groupIdOf(group);
      return client.workflow.start<typeof groupExit>('groupExit', {
        workflowId: `exit/sales/${groupId}`,
        taskQueue,
        args: [{ ...input, groupId, ...changes }],
        typedSearchAttributes: [{ key: exitStage, value: 'waiting' }],
      });
    },
    pauseFirst: async (order) => {
      const signalArgs: [PauseOrder?] = order ? [order] : [];
      const start = { ...numberStart('sales', taskQueue), signal: pauseNumberSignal, signalArgs };
      await client.workflow.signalWithStart<typeof number, [PauseOrder?]>('number', start);
    },
    untilNumber: (what) => until(() => status().catch(notYet), what),
    untilExit: (exit, what) => until(() => exit.query(progressQuery), what),
  };
}

function groupIdOf(group: number): string {
  return `12036300000000000${group}@g.us`;
}

async function until<T>(ask: () => Promise<T | undefined>, what: (now: T) => boolean): Promise<T> {
  for (;;) {
    const now = await ask();
    if (now !== undefined && what(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The number's actor begins with the first exit that asks. */
function notYet(error: unknown): undefined {
  if (error instanceof Error && error.name === 'WorkflowNotFoundError') return undefined;
  throw error;
}

/** What the exits did at the gateway, in the order of the server's clock. */
export async function deedsOf(exits: ExitRun[]): Promise<Deed[]> {
  const deeds = await Promise.all(exits.map(deedsOfOne));
  return deeds.flat().toSorted((one, other) => one.atMs - other.atMs);
}

async function deedsOfOne(exit: ExitRun): Promise<Deed[]> {
  const { events } = await exit.fetchHistory();
  return (events ?? []).flatMap(({ eventTime, activityTaskScheduledEventAttributes: scheduled }) => {
    const what = scheduled?.activityType?.name;
    if (!what || !eventTime) return [];
    const atMs = Number(eventTime.seconds) * 1_000 + Math.floor((eventTime.nanos ?? 0) / 1_000_000);
    return [{ exit: exit.workflowId, what, atMs }];
  });
}
