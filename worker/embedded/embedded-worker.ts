import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { pino } from 'pino';
import { DEFAULT_TASK_QUEUE } from '../../client/index.ts';
import { parseConfig } from '../config.ts';
import { secretsOf } from '../process/configuration.ts';
import type { Configuration, Environment } from '../process/configuration.ts';
import { KnownSecrets } from '../process/known-secrets.ts';
import { startWorker } from '../process/start-worker.ts';
import type { RunningWorker } from '../process/start-worker.ts';
import { createLogger } from '../telemetry/logger.ts';
import { redactor } from '../telemetry/redact.ts';
import { numbers } from './demonstration/cast.ts';
import type { Home } from './home.ts';
import type { Sandbox } from './sandbox/start-sandbox.ts';

export interface EmbeddedWorkerOptions {
  home: Home;
  temporalAddress: string;
  sandbox: Sandbox;
  port: number;
  /** The process's: a real Redis is used where it names one. */
  environment: Environment;
  signal: AbortSignal;
}

/** Starts the very worker of production, on this machine's parts; it writes its log to a file. */
export async function startEmbeddedWorker(options: EmbeddedWorkerOptions): Promise<RunningWorker> {
  const { home, sandbox, port, signal } = options;
  const secrets = freshSecrets();
  logInAtSandbox(sandbox, secrets, port);
  await writeFile(home.instancesFile, `${JSON.stringify(instancesAt(sandbox), undefined, 2)}\n`);
  const configuration = configurationOf(options, secrets);
  const known = new KnownSecrets();
  known.follow(() => secretsOf(configuration));
  const destination = pino.destination({ dest: home.workerLog, sync: true });
  const { logLevel: level } = configuration.worker;
  const logger = createLogger({ level, redact: redactor(() => known), destination });
  return startWorker(configuration, { logger, secrets: known, signal });
}

/** The names are those of environment variables, which the instances file refers to. */
type Secrets = Record<'SANDBOX_WAHA_KEY' | 'SANDBOX_WAWP_TOKEN' | 'SANDBOX_WEBHOOK_SECRET', string>;

/** New ones at every start: nothing outside of this run needs to know them. */
function freshSecrets(): Secrets {
  const secret = () => randomBytes(16).toString('hex');
  return { SANDBOX_WAHA_KEY: secret(), SANDBOX_WAWP_TOKEN: secret(), SANDBOX_WEBHOOK_SECRET: secret() };
}

function logInAtSandbox({ world }: Sandbox, secrets: Secrets, port: number): void {
  for (const number of numbers) {
    const { gateway, instanceId } = number;
    const url = `http://127.0.0.1:${port}/webhooks/${gateway}/${instanceId}`;
    const token = gateway === 'waha' ? secrets.SANDBOX_WAHA_KEY : secrets.SANDBOX_WAWP_TOKEN;
    world.addNumber({ ...number, token, webhook: { url, secret: secrets.SANDBOX_WEBHOOK_SECRET } });
  }
}

/** Short deadlines: the sandbox is near, and a run that was killed goes on sooner. No pace: nobody there bans a number. */
function instancesAt({ wahaUrl, wawpUrl }: Sandbox) {
  const same = { webhookSecrets: [{ env: 'SANDBOX_WEBHOOK_SECRET' }], pace: 'none' };
  const instances: Record<string, object> = {};
  for (const { gateway, instanceId } of numbers) {
    instances[instanceId] =
      gateway === 'waha'
        ? { gateway, session: instanceId, ...same }
        : { gateway, wawpInstanceId: instanceId, token: { env: 'SANDBOX_WAWP_TOKEN' }, ...same };
  }
  return {
    gateways: {
      waha: { kind: 'waha', baseUrl: wahaUrl, apiKey: { env: 'SANDBOX_WAHA_KEY' }, timeoutSeconds: 5 },
      wawp: { kind: 'wawp', baseUrl: wawpUrl, timeoutSeconds: 5 },
    },
    instances,
  };
}

function configurationOf(
  { home, temporalAddress, port, environment }: EmbeddedWorkerOptions,
  secrets: Secrets,
): Configuration {
  const worker = parseConfig({
    GROUP_EXIT_INSTANCES: home.instancesFile,
    GROUP_EXIT_DATABASE: home.booksFile,
    GROUP_EXIT_TASK_QUEUE: DEFAULT_TASK_QUEUE,
    GROUP_EXIT_HTTP_PORT: String(port),
    GROUP_EXIT_EFFECT_SETTLE_SECONDS: '3',
    GROUP_EXIT_SECOND_READING_SECONDS: '3',
    GROUP_EXIT_SHUTDOWN_GRACE_SECONDS: '5',
    ...redisOf(environment),
  });
  // Not from the environment: it may speak of a real Temporal.
  const temporal = { address: temporalAddress, namespace: 'default', connection: { address: temporalAddress } };
  return { worker, temporal, environment: secrets };
}

function redisOf({ REDIS_URL, GROUP_EXIT_CACHE_KEYS }: Environment): Environment {
  if (!REDIS_URL) return {};
  return { REDIS_URL, GROUP_EXIT_CACHE_KEYS: GROUP_EXIT_CACHE_KEYS ?? 'wa:{instanceId}:{groupId}' };
}
