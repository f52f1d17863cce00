import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { GroupExits, type ExitRequest } from '../../client/index.ts';
import { startSandbox, type Sandbox } from '../../worker/embedded/sandbox/start-sandbox.ts';
import type { NewGroup, NewNumber } from '../../worker/embedded/sandbox/world/seed.ts';
import { devServer, freshTaskQueue } from './temporal.ts';
import { workerPort } from './worker-port.ts';

/** Secrets and people of the house: the scans look for every one of them. */
export const secrets = {
  wahaKey: 'waha-key-51f0c7',
  wawpToken: 'wawp-token-9b2e44',
  wahaWebhook: 'waha-webhook-secret-77aa',
  wawpWebhook: 'wawp-webhook-secret-88bb',
};
export const ana = '4915550001001@c.us';
export const customer = '4915550002002@c.us';

const numbers: NewNumber[] = [
  {
    instanceId: 'sales',
    gateway: 'waha',
    phoneId: '4915550000001@c.us',
    token: secrets.wahaKey,
    webhook: { secret: secrets.wahaWebhook },
  },
  {
    instanceId: 'support',
    gateway: 'waha',
    phoneId: '4915550000002@c.us',
    token: secrets.wahaKey,
    webhook: { secret: secrets.wahaWebhook },
  },
  {
    instanceId: 'billing',
    gateway: 'wawp',
    phoneId: '4915550000003@c.us',
    token: secrets.wawpToken,
    webhook: { secret: secrets.wawpWebhook },
  },
];

/** A worker in a process of its own. */
export interface WorkerProcess {
  process: ChildProcess;
  /** Everything it has logged so far. */
  log(): string;
  /** Asks it to drain, and waits for its end. @returns its exit code */
  stop(): Promise<number | null>;
  /** SIGKILL, and waits for its end. */
  kill(): Promise<void>;
}

/** The whole product on real parts: Temporal, the database, the sandbox's HTTP, worker processes, the public client. */
export interface House {
  environment: TestWorkflowEnvironment;
  sandbox: Sandbox;
  exits: GroupExits;
  /** What the command line has to be told to find it. */
  shellEnv: Record<'TEMPORAL_ADDRESS' | 'GROUP_EXIT_TASK_QUEUE', string>;
  /** Address of the workers' HTTP: only one of them at a time can have it. */
  workerUrl: string;
  databaseFile: string;
  /** Puts a group into the sandbox: the instance is its only admin, the successor Ana and a customer, who has written, are in it. */
  addGroup(instanceId: string, more?: Partial<NewGroup>): string;
  /** An exit that asks for every step. */
  request(instanceId: string, groupId: string, more?: Partial<ExitRequest>): ExitRequest;
  /** Starts a worker and waits until it is ready. @param settings environment variables on top of the house's */
  startWorker(settings?: Record<string, string>): Promise<WorkerProcess>;
  close(): Promise<void>;
}

interface HouseOptions {
  /** A PostgreSQL database for several workers; a SQLite file otherwise. */
  database?: { url: string };
  /** Of its numbers, as the instances file has it; none otherwise. */
  pace?: unknown;
}

export async function buildHouse({ database, pace = 'none' }: HouseOptions = {}): Promise<House> {
  const directory = await mkdtemp(join(tmpdir(), 'group-exit-house-'));
  const environment = await devServer();
  const port = await workerPort();
  const workerUrl = `http://127.0.0.1:${port}`;
  const webhookRetries = { attempts: 100, delayMs: 200 };
  const sandbox = await startSandbox({
    seed: { numbers: withWebhooks(workerUrl) },
    webhookDelayMs: 150,
    webhookRetries,
    sessionWaitMs: 100,
  });
  const taskQueue = freshTaskQueue();
  const exits = new GroupExits({ client: environment.client, taskQueue });
  const databaseFile = join(directory, 'books.sqlite');
  const instancesFile = join(directory, 'instances.json');
  await writeFile(instancesFile, JSON.stringify(instancesOf(sandbox, pace)));
  const workers: WorkerProcess[] = [];
  const shellEnv = { TEMPORAL_ADDRESS: environment.address, GROUP_EXIT_TASK_QUEUE: taskQueue };
  const settings = {
    ...shellEnv,
    ...(database === undefined ? { GROUP_EXIT_DATABASE: databaseFile } : { DATABASE_URL: database.url }),
    GROUP_EXIT_INSTANCES: instancesFile,
    GROUP_EXIT_HTTP_PORT: String(port),
    GROUP_EXIT_EFFECT_SETTLE_SECONDS: '2',
    GROUP_EXIT_SECOND_READING_SECONDS: '2',
    GROUP_EXIT_SHUTDOWN_GRACE_SECONDS: '10',
    GROUP_EXIT_LOG_LEVEL: 'debug',
    WAHA_KEY: secrets.wahaKey,
    WAWP_TOKEN: secrets.wawpToken,
    WAHA_WEBHOOK_SECRET: secrets.wahaWebhook,
    WAWP_WEBHOOK_SECRET: secrets.wawpWebhook,
  };
  return {
    environment,
    sandbox,
    exits,
    shellEnv,
    workerUrl,
    databaseFile,
    addGroup(instanceId, more = {}) {
      const { id } = sandbox.world.addGroup({ name: 'Vendas SP', members: membersWith(instanceId), ...more });
      sandbox.world.act(id, { act: 'say', by: customer, text: 'Thank you for your help!' });
      return id;
    },
    request: (instanceId, groupId, more = {}) => ({
      instanceId,
      groupId,
      reason: 'case closed',
      requestedBy: 'tests',
      successors: [ana],
      closingDescription: 'Resources: example.org/case',
      ...more,
    }),
    async startWorker(extra = {}) {
      const worker = spawnWorker({ ...settings, ...extra });
      workers.push(worker);
      await ready(`http://127.0.0.1:${extra.GROUP_EXIT_HTTP_PORT ?? port}`, worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.kill()));
      await sandbox.close();
      await environment.teardown();
      await rm(directory, { recursive: true });
    },
  };
}

function membersWith(instanceId: string): NewGroup['members'] {
  return [{ instanceId, role: 'superadmin' }, { phoneId: ana }, { phoneId: customer }];
}

function withWebhooks(workerUrl: string): NewNumber[] {
  return numbers.map((number) => ({
    ...number,
    webhook: { ...number.webhook, url: `${workerUrl}/webhooks/${number.gateway}/${number.instanceId}` },
  }));
}

function instancesOf({ wahaUrl, wawpUrl }: Sandbox, pace: unknown): unknown {
  const waha = { gateway: 'waha', webhookSecrets: [{ env: 'WAHA_WEBHOOK_SECRET' }], pace };
  return {
    gateways: {
      waha: { kind: 'waha', baseUrl: wahaUrl, apiKey: { env: 'WAHA_KEY' }, timeoutSeconds: 10 },
      wawp: { kind: 'wawp', baseUrl: wawpUrl, timeoutSeconds: 10 },
    },
    instances: {
      sales: { ...waha, session: 'sales' },
      support: { ...waha, session: 'support' },
      billing: {
        gateway: 'wawp',
        wawpInstanceId: 'billing',
        token: { env: 'WAWP_TOKEN' },
        pace,
        webhookSecrets: [{ env: 'WAWP_WEBHOOK_SECRET' }],
      },
    },
  };
}

function spawnWorker(settings: Record<string, string>): WorkerProcess {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['worker/main.ts'], {
    env: { PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const ended = once(child, 'exit');
  return {
    process: child,
    log: () => lines.join(''),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function ready(url: string, worker: WorkerProcess): Promise<void> {
  while (worker.process.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error(`the worker ended before it was ready:\n${worker.log()}`);
}

/** Waits, in real time, until something is so. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await pause(50);
}
