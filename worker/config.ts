import { settings } from './config/settings.ts';
import type { Settings } from './config/settings.ts';

/** What the worker was told, read once at its start. */
export interface WorkerConfig {
  instancesFile: string;
  /** Where the books are. `url` may hold a password. */
  database: { file: string } | { url: string };
  taskQueue: string;
  defaultGoodbye: string;
  http: { host: string; port: number };
  /** `url` may hold a password. Undefined where no cache is to be purged. */
  redis: { url: string; templates: string[] } | undefined;
  /** The service that is told of changes. Undefined where nobody is. */
  events: { url: string; secret: string } | undefined;
  shutdownGraceMs: number;
  logLevel: Settings['GROUP_EXIT_LOG_LEVEL'];
  settleMs: number;
  secondReadingMs: number;
}

/** The environment does not make a configuration; the message lists every fault and never a value. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig';
}

/**
 * Reads the worker's settings.
 * @param environment the process's; nothing else reads it
 * @throws {BadConfig} listing every setting that is missing, wrong or at odds with another, and what to do
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): WorkerConfig {
  const parsed = settings.safeParse(environment);
  const faults = (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
  faults.push(...contradictions(environment));
  const database = parsed.data && databaseOf(parsed.data);
  if (!parsed.success || database === undefined || faults.length > 0) {
    throw new BadConfig(['The configuration cannot be used:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
  }
  return configOf(parsed.data, database);
}

function contradictions(environment: Parameters<typeof parseConfig>[0]): string[] {
  return [
    ...databaseContradictions(environment),
    ...cacheContradictions(environment),
    ...eventsContradictions(environment),
  ];
}

function databaseContradictions({ DATABASE_URL, GROUP_EXIT_DATABASE }: Parameters<typeof parseConfig>[0]): string[] {
  if ((DATABASE_URL === undefined) !== (GROUP_EXIT_DATABASE === undefined)) return [];
  return DATABASE_URL === undefined
    ? ['GROUP_EXIT_DATABASE is not set: give the path of a SQLite file, or the address of PostgreSQL in DATABASE_URL']
    : ['GROUP_EXIT_DATABASE and DATABASE_URL are both set, but the books are in one place: remove one of them'];
}

function cacheContradictions({ REDIS_URL, GROUP_EXIT_CACHE_KEYS }: Parameters<typeof parseConfig>[0]): string[] {
  if ((REDIS_URL === undefined) === (GROUP_EXIT_CACHE_KEYS === undefined)) return [];
  return REDIS_URL === undefined
    ? ['GROUP_EXIT_CACHE_KEYS is set, but there is no Redis to purge: set REDIS_URL, or remove it']
    : ['REDIS_URL is set, but not what to purge there: set GROUP_EXIT_CACHE_KEYS, or remove it'];
}

function eventsContradictions({
  GROUP_EXIT_EVENTS_URL: url,
  GROUP_EXIT_EVENTS_SECRET: secret,
}: Parameters<typeof parseConfig>[0]): string[] {
  if ((url === undefined) === (secret === undefined)) return [];
  return url === undefined
    ? ['GROUP_EXIT_EVENTS_SECRET is set, but nobody to tell: set GROUP_EXIT_EVENTS_URL, or remove it']
    : ['GROUP_EXIT_EVENTS_URL is set, but events are told only when they are signed: set GROUP_EXIT_EVENTS_SECRET'];
}

function databaseOf({ GROUP_EXIT_DATABASE: file, DATABASE_URL: url }: Settings): WorkerConfig['database'] | undefined {
  if (url !== undefined) return { url };
  return file === undefined ? undefined : { file };
}

function configOf(given: Settings, database: WorkerConfig['database']): WorkerConfig {
  const { REDIS_URL: url, GROUP_EXIT_CACHE_KEYS: templates } = given;
  const { GROUP_EXIT_EVENTS_URL: eventsUrl, GROUP_EXIT_EVENTS_SECRET: secret } = given;
  return {
    instancesFile: given.GROUP_EXIT_INSTANCES,
    database,
    taskQueue: given.GROUP_EXIT_TASK_QUEUE,
    defaultGoodbye: given.GROUP_EXIT_GOODBYE,
    http: { host: given.GROUP_EXIT_HTTP_HOST, port: given.GROUP_EXIT_HTTP_PORT },
    redis: url === undefined || templates === undefined ? undefined : { url, templates },
    events: eventsUrl === undefined || secret === undefined ? undefined : { url: eventsUrl, secret },
    shutdownGraceMs: given.GROUP_EXIT_SHUTDOWN_GRACE_SECONDS * 1_000,
    logLevel: given.GROUP_EXIT_LOG_LEVEL,
    settleMs: given.GROUP_EXIT_EFFECT_SETTLE_SECONDS * 1_000,
    secondReadingMs: given.GROUP_EXIT_SECOND_READING_SECONDS * 1_000,
  };
}
