import { unpaced } from '../support/unpaced.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { Hono } from 'hono';
import { noCache } from '../../activities/cache/no-cache.ts';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import { createActivities } from '../../activities/index.ts';
import { openMemberships } from '../../activities/memberships/open.ts';
import type { Memberships } from '../../activities/memberships/memberships.ts';
import { GroupExits } from '../../client/index.ts';
import { createWebhookHandler } from '../../client/webhooks.ts';
import { startSandbox, type Sandbox } from '../../worker/embedded/sandbox/start-sandbox.ts';
import { startHttpServer } from '../../worker/http/server.ts';
import { devServer, freshTaskQueue, workflowBundle } from '../support/temporal.ts';
import type { Cell } from './cells.ts';
import { instancesOf } from './instances.ts';
import { numberOf } from './numbers.ts';

/** Longer than the slowest answer of the matrix may take after its caller gave up. */
const SETTLE_MS = 1_000;
/** As long as the sandbox's faults forget a group that is found again. */
const SECOND_READING_MS = 3_000;
/** So that one busy process keeps its deadlines. */
const ACTIVITIES_AT_ONCE = 24;

/** The whole product in one process, over real HTTP, with one Temporal server for all exits. */
export interface MatrixHouse {
  exits: GroupExits;
  memberships: Memberships;
  /** Where the cell's gateway is: one that shuts its door has it to itself. */
  sandboxOf(cell: Cell): Sandbox;
  /** How often people read a message of the cell's number in the group. */
  goodbyes(cell: Cell, groupId: string): number;
  close(): Promise<void>;
}

export async function buildMatrixHouse(cells: readonly Cell[]): Promise<MatrixHouse> {
  const directory = await mkdtemp(join(tmpdir(), 'group-exit-matrix-'));
  const environment = await devServer();
  const webhookRetries = { attempts: 5, delayMs: 200 };
  const options = { webhookDelayMs: 100, webhookRetries, sessionWaitMs: 100 };
  const common = await startSandbox(options);
  const shutting = await startSandbox(options);
  const sandboxOf = ({ row }: Cell) => (row.fault === 'refuse-connection' ? shutting : common);

  const pool = createConnections();
  const instances = instancesOf(cells, sandboxOf, pool);
  const webhook = createWebhookHandler({
    client: environment.client,
    instances: (_gateway, instanceId) => instances.get(instanceId).webhooks,
  });
  const app = new Hono();
  app.all('/webhooks/:gateway/:instanceId', (c) => webhook(c.req.raw, c.req.param()));
  const http = await startHttpServer(app.fetch, { host: '127.0.0.1', port: 0 });
  for (const [index, cell] of cells.entries()) sandboxOf(cell).world.addNumber(numberOf(cell, index, http.port));

  const memberships = await openMemberships({ file: join(directory, 'books.sqlite') });
  const taskQueue = freshTaskQueue();
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue,
    workflowBundle: workflowBundle(),
    maxConcurrentActivityTaskExecutions: ACTIVITIES_AT_ONCE,
    shutdownForceTime: 5_000,
    activities: createActivities({
      memberships,
      plans: memberships,
      resignations: memberships,
      roster: memberships,
      outbox: memberships,
      cache: noCache,
      defaultGoodbye: 'Thank you all, and goodbye!',
      settleMs: SETTLE_MS,
      secondReadingMs: SECOND_READING_MS,
      turns: unpaced,
      instances,
    }),
  });
  const working = worker.run();
  return {
    exits: new GroupExits({ client: environment.client, taskQueue }),
    memberships,
    sandboxOf,
    goodbyes(cell, groupId) {
      const { world } = sandboxOf(cell);
      const { phoneId } = world.number(cell.instanceId);
      return world.messages(groupId).filter(({ author }) => author === phoneId).length;
    },
    async close() {
      worker.shutdown();
      await working;
      await http.close(0);
      await Promise.all([common.close(), shutting.close()]);
      await pool.destroy();
      await memberships.close();
      await environment.teardown();
      await rm(directory, { recursive: true });
    },
  };
}
