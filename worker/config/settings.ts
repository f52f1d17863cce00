import { z } from 'zod';
import { BadKeyTemplates, parseTemplates } from '../../activities/cache/templates.ts';
import { oneOf, text, wholeNumber } from './fields.ts';

const defaultGoodbye =
  'The work of this number in this group is done, so it is leaving now. Thank you all, and goodbye!';

const databaseFile = text('the path of the SQLite file that keeps the books, such as /var/lib/group-exit/books.sqlite')
  // A drive letter is no scheme; `:memory:` would forget every claim with the process.
  .refine((path) => !/^(:memory:$|[a-z][a-z\d+.-]+:)/i.test(path), {
    error: 'must be the path of a file: URLs and :memory: are not supported',
  });

/** One that names its database: PostgreSQL's default, the user's name, is nobody's choice. */
export const databaseUrl = text('the address of PostgreSQL, such as postgres://group-exit@localhost/books').refine(
  isPostgresUrl,
  {
    error:
      'must be an address like postgres://user:password@localhost:5432/books, with the name of a database that is there; special characters of the password are percent-encoded',
  },
);

function isPostgresUrl(given: string): boolean {
  const url = URL.parse(given);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || !isDecodable(url)) return false;
  // The directory of a socket is given as a parameter.
  return /^\/[^/]+$/.test(url.pathname) && (url.hostname !== '' || url.searchParams.has('host'));
}

/** A password with a bare percent sign is none that a client can read. */
function isDecodable({ username, password }: URL): boolean {
  return !/%(?![\da-f]{2})/i.test(username + password);
}

const redisUrl = text('the address of Redis, such as redis://localhost:6379').refine(isRedisUrl, {
  error:
    'must be an address like redis://localhost:6379, or rediss:// for TLS; a password goes before the host (redis://:password@host)',
});

function isRedisUrl(given: string): boolean {
  const url = URL.parse(given);
  if (url === null || !/^rediss?:$/.test(url.protocol) || !isDecodable(url)) return false;
  return url.hostname !== '' && /^\/?\d*$/.test(url.pathname);
}

const eventsUrl = text(
  'the address of your service that takes events, such as https://crm.example.org/group-exit',
).refine(isPlainHttpUrl, { error: 'must be an http(s) address without user and password: events are signed instead' });

function isPlainHttpUrl(given: string): boolean {
  const url = URL.parse(given);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** As Standard Webhooks writes it: 24 to 64 random bytes. */
const eventsSecret = text('the secret that signs events: whsec_ and 32 random bytes in base64').refine(
  isSigningSecret,
  {
    error: 'must be whsec_ and 24 to 64 bytes in base64, as by: echo "whsec_$(openssl rand -base64 32)"',
  },
);

function isSigningSecret(given: string): boolean {
  const [, written = ''] = /^whsec_(.+)$/.exec(given) ?? [];
  const bytes = Buffer.from(written, 'base64');
  return bytes.toString('base64') === written && bytes.length >= 24 && bytes.length <= 64;
}

const cacheKeys = text('key templates with commas between them, such as wa:{instanceId}:{groupId}').transform(
  (given, context) => {
    try {
      return parseTemplates(given);
    } catch (error) {
      if (!(error instanceof BadKeyTemplates)) throw error;
      context.addIssue({ code: 'custom', message: `cannot be used: ${error.message}` });
      return z.NEVER;
    }
  },
);

/** Every setting of the worker, by the name of its environment variable. Connecting to Temporal has its own: TEMPORAL_*. */
export const settings = z.object({
  /** The file that describes gateways and instances; see `instances.example.json`. */
  GROUP_EXIT_INSTANCES: text('the path of the instances file; instances.example.json shows one'),
  /** The books in a SQLite file, for one worker… */
  GROUP_EXIT_DATABASE: databaseFile.optional(),
  /** …or in PostgreSQL, for several. */
  DATABASE_URL: databaseUrl.optional(),
  GROUP_EXIT_TASK_QUEUE: text('the name of a task queue').default('group-exit'),
  /** What is said where neither the request nor the instance has a goodbye. */
  GROUP_EXIT_GOODBYE: text('the goodbye to say where a request and its instance have none').default(defaultGoodbye),
  /** Only this machine, unless said otherwise: gateways elsewhere and probes need 0.0.0.0. */
  GROUP_EXIT_HTTP_HOST: text('the address to listen on, such as 0.0.0.0').default('127.0.0.1'),
  /** WAHA's own default is 3000. */
  GROUP_EXIT_HTTP_PORT: wholeNumber('a port', 1, 65_535).default(8_080),
  REDIS_URL: redisUrl.optional(),
  /** What to unlink of a group that was left. */
  GROUP_EXIT_CACHE_KEYS: cacheKeys.optional(),
  /** Where changes are told, signed with the secret. */
  GROUP_EXIT_EVENTS_URL: eventsUrl.optional(),
  GROUP_EXIT_EVENTS_SECRET: eventsSecret.optional(),
  /** How long work under way may go on after SIGTERM; keep it below the time after which the process is killed. */
  GROUP_EXIT_SHUTDOWN_GRACE_SECONDS: wholeNumber('a time in seconds', 1, 3_600).default(20),
  GROUP_EXIT_LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal').default('info'),
  /** How long after its lease a dead attempt's request may still take effect at the gateway. */
  GROUP_EXIT_EFFECT_SETTLE_SECONDS: wholeNumber('a time in seconds', 1, 3_600).default(60),
  /** How far apart two readings have to be that prove an absence. */
  GROUP_EXIT_SECOND_READING_SECONDS: wholeNumber('a time in seconds', 1, 3_600).default(180),
});

export type Settings = z.output<typeof settings>;
