import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DEFAULT_TASK_QUEUE } from '../../../client/index.ts';
import type { Environment } from '../../process/configuration.ts';
import type { Home } from '../home.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { startServerProcess } from '../server-process.ts';
import type { ServerProcess } from '../server-process.ts';
import { freshSecrets, instancesAt, logInAtSandbox } from './sandbox-login.ts';
import type { Secrets } from './sandbox-login.ts';

export interface EmbeddedWorkerOptions {
  home: Home;
  temporalAddress: string;
  sandbox: Sandbox;
  port: number;
  /** The process's: a real Redis is used where it names one. */
  environment: Environment;
  /** Asks to give up while it starts. */
  signal: AbortSignal;
}

const ENTRY = fileURLToPath(import.meta.resolve('./main.ts'));
const LOOK_EVERY_MS = 100;

/** The very worker of production, on this machine's parts, in a process of its own; it writes its log to a file. */
export class EmbeddedWorker {
  readonly port: number;
  /** Rejects when the worker has ended and nobody had asked it to. */
  readonly broken: Promise<never>;
  readonly #options: EmbeddedWorkerOptions;
  readonly #secrets: Secrets = freshSecrets();
  readonly #break: (error: Error) => void;
  #running: ServerProcess | undefined;

  constructor(options: EmbeddedWorkerOptions) {
    const { promise, reject } = Promise.withResolvers<never>();
    // Whoever waits for it comes later, or not at all.
    promise.catch(() => {});
    this.broken = promise;
    this.#break = reject;
    this.#options = options;
    this.port = options.port;
  }

  /** @throws when it ends before it is ready, with the last lines of its log; or when it is asked to give up */
  async start(): Promise<void> {
    const { home, sandbox, port } = this.#options;
    logInAtSandbox(sandbox, this.#secrets, port);
    await writeFile(home.instancesFile, `${JSON.stringify(instancesAt(sandbox), undefined, 2)}\n`);
    const worker = startServerProcess({
      command: process.execPath,
      args: [ENTRY, home.directory],
      environment: this.#environment(),
      logFile: home.workerLog,
      lifeline: true,
    });
    this.#running = worker;
    void worker.ended.then((how) => this.#ended(worker, how));
    await Promise.race([this.#ready(worker), this.broken]);
  }

  /** Ends it in the middle of whatever it does, as a power cut would. */
  async kill(): Promise<void> {
    const worker = this.#running;
    this.#running = undefined;
    await worker?.kill();
  }

  /** Lets it bring what is under way to its end. */
  async stop(): Promise<void> {
    const worker = this.#running;
    this.#running = undefined;
    await worker?.stop();
  }

  async #ended(worker: ServerProcess, how: string): Promise<void> {
    if (worker !== this.#running) return;
    const { workerLog } = this.#options.home;
    this.#break(
      new Error(`The worker has broken down: ${how}. The end of its log (${workerLog}):\n${await worker.logTail()}`),
    );
  }

  async #ready(worker: ServerProcess): Promise<void> {
    const { port, signal } = this.#options;
    while (worker === this.#running) {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await pause(LOOK_EVERY_MS, undefined, { signal });
    }
  }

  #environment(): Environment {
    const { temporalAddress, port, environment } = this.#options;
    return {
      PATH: environment['PATH'],
      ...this.#secrets,
      TEMPORAL_ADDRESS: temporalAddress,
      GROUP_EXIT_TASK_QUEUE: DEFAULT_TASK_QUEUE,
      GROUP_EXIT_HTTP_PORT: String(port),
      GROUP_EXIT_EFFECT_SETTLE_SECONDS: '3',
      GROUP_EXIT_SECOND_READING_SECONDS: '3',
      GROUP_EXIT_SHUTDOWN_GRACE_SECONDS: '5',
      ...redisOf(environment),
    };
  }
}

function redisOf({ REDIS_URL, GROUP_EXIT_CACHE_KEYS }: Environment): Environment {
  if (!REDIS_URL) return {};
  return { REDIS_URL, GROUP_EXIT_CACHE_KEYS: GROUP_EXIT_CACHE_KEYS ?? 'wa:{instanceId}:{groupId}' };
}
