import { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { NativeConnection } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import { workflowBundle } from '../bundle.ts';
import { ensureSearchAttributes } from '../search-attributes.ts';
import { Courier, type CourierOptions } from '../outbox/courier.ts';
import { Doorbell } from '../outbox/doorbell.ts';
import type { EventsTarget } from '../outbox/post-event.ts';
import type { Logger } from '../telemetry/logger.ts';
import { installRuntime } from '../telemetry/runtime.ts';
import type { Configuration } from './configuration.ts';
import { connectTemporal } from './connect-temporal.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { openHttp } from './open-http.ts';
import { OpenParts } from './open-parts.ts';
import { openPorts } from './open-ports.ts';
import type { WorkerPorts } from './open-ports.ts';
import { temporalTurns } from './temporal-turns.ts';
import { WorkerLife } from './worker-life.ts';
import { pollingAndShutdown } from './worker-options.ts';

export interface StartOptions {
  logger: Logger;
  /** What the logger takes out of its lines. */
  secrets: KnownSecrets;
  /** Asks to give up while it starts. */
  signal: AbortSignal;
}

export interface RunningWorker {
  /** Where its HTTP server listens. */
  port: number;
  /** Resolves when the worker has stopped taking work; rejects when it broke down, or could not bring its work to an end. */
  ended: Promise<void>;
  /** Not ready any more; no new work, and what is under way comes to its end; then HTTP and all the rest closes. */
  stop(): Promise<void>;
}

/** In a new deployment Temporal may come up later than we do. */
const PATIENCE_MS = 30_000;

/**
 * Opens everything a worker needs and starts to work. Nothing stays open when one part fails.
 * @throws with a message that says what is missing and what to do
 */
export async function startWorker(configuration: Configuration, options: StartOptions): Promise<RunningWorker> {
  const parts = new OpenParts();
  try {
    return await open(configuration, options, parts);
  } catch (error) {
    await parts
      .close()
      .catch((err: unknown) => options.logger.error({ err }, 'a part did not close after the failed start'));
    throw error;
  }
}

async function open(configuration: Configuration, options: StartOptions, parts: OpenParts): Promise<RunningWorker> {
  const { logger, secrets, signal } = options;
  const { worker: config, temporal } = configuration;
  const { namespace } = temporal;
  const doorbell = new Doorbell();
  const ports = await openPorts(configuration, logger, parts, config.events && doorbell.ring);
  secrets.follow(() => ports.instances.secrets());
  const sdk = await parts.open(
    () => installRuntime(logger),
    (installed) => installed.close(),
  );
  const connection = await parts.open(
    () => connectTemporal(temporal.connection, namespace, { logger, patienceMs: PATIENCE_MS, signal }),
    (opened) => opened.close(),
  );
  await ensureSearchAttributes(connection, namespace);
  const client = new Client({ connection, namespace });
  const life = new WorkerLife();
  await openCourier(config.events, { outbox: ports.outbox, doorbell, logger }, parts);
  const { port } = await openHttp(config.http, { client, ports, life, sdk, logger }, parts);
  const worker = await createWorker(configuration, client, connection, ports);
  signal.throwIfAborted();
  const { ended } = await parts.open(
    () => life.begin(worker),
    () => life.end(),
  );
  logger.info({ port, taskQueue: config.taskQueue, namespace }, 'the worker is at work');
  return { port, ended, stop: () => parts.close() };
}

/** Closed after the worker, so that it brings events for as long as there is work. */
async function openCourier(
  target: EventsTarget | undefined,
  options: Omit<CourierOptions, 'target'>,
  parts: OpenParts,
): Promise<void> {
  if (target === undefined) return;
  await parts.open(
    () => new Courier({ ...options, target }),
    (courier) => courier.stop(),
  );
}

async function createWorker(
  { worker: { taskQueue, shutdownGraceMs }, temporal: { namespace } }: Configuration,
  client: Client,
  connection: NativeConnection,
  ports: WorkerPorts,
): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities: createActivities({ ...ports, turns: temporalTurns(client, taskQueue) }),
    ...pollingAndShutdown(shutdownGraceMs),
  });
}
