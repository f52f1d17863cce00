import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfig } from '../../worker/config.ts';

const needed = { GROUP_EXIT_INSTANCES: '/etc/group-exit/instances.json', GROUP_EXIT_DATABASE: '/var/lib/books.sqlite' };
const onPostgres = {
  GROUP_EXIT_INSTANCES: needed.GROUP_EXIT_INSTANCES,
  DATABASE_URL: 'postgres://me:h%2Fush@db/books',
};
const redis = {
  REDIS_URL: 'redis://:hush@cache:6379/2',
  GROUP_EXIT_CACHE_KEYS: 'wa:{instanceId}:{groupId},m:{groupId}',
};

function faultsOf(environment: Record<string, string>): string {
  try {
    parseConfig(environment);
    return 'none';
  } catch (error) {
    return String(error);
  }
}

function portOf(given: string): number | string {
  try {
    return parseConfig({ ...needed, GROUP_EXIT_HTTP_PORT: given }).http.port;
  } catch (error) {
    return String(error).includes('- GROUP_EXIT_HTTP_PORT ') ? 'refused' : 'refused for another reason';
  }
}

test('says what is missing from an empty environment, and what to give', () => {
  expect(faultsOf({}).split('\n')).toEqual([
    'BadConfig: The configuration cannot be used:',
    expect.stringMatching(/^ {2}- GROUP_EXIT_INSTANCES is not set: give the path of the instances file/),
    expect.stringMatching(/^ {2}- GROUP_EXIT_DATABASE is not set: give the path of a SQLite file, or .* DATABASE_URL$/),
  ]);
});

test('refuses a setting that is empty instead of taking the default', () => {
  const names = [
    'GROUP_EXIT_INSTANCES',
    'GROUP_EXIT_DATABASE',
    'DATABASE_URL',
    'GROUP_EXIT_TASK_QUEUE',
    'GROUP_EXIT_GOODBYE',
    'GROUP_EXIT_HTTP_HOST',
    'GROUP_EXIT_HTTP_PORT',
    'REDIS_URL',
    'GROUP_EXIT_CACHE_KEYS',
    'GROUP_EXIT_EVENTS_URL',
    'GROUP_EXIT_EVENTS_SECRET',
    'GROUP_EXIT_SHUTDOWN_GRACE_SECONDS',
    'GROUP_EXIT_LOG_LEVEL',
    'GROUP_EXIT_EFFECT_SETTLE_SECONDS',
    'GROUP_EXIT_SECOND_READING_SECONDS',
  ];
  for (const blank of ['', '  ']) {
    const said = faultsOf({ ...needed, ...redis, ...Object.fromEntries(names.map((name) => [name, blank])) });
    for (const name of names) expect(said).toMatch(new RegExp(`- ${name} is empty: give .*, or remove it`));
  }
});

test('refuses numbers that are none, or that are written so that a slip is likely', () => {
  const numbers = ['GROUP_EXIT_HTTP_PORT', 'GROUP_EXIT_SHUTDOWN_GRACE_SECONDS', 'GROUP_EXIT_EFFECT_SETTLE_SECONDS'];
  for (const junk of [
    '0',
    '-1',
    '1.5',
    '1e3',
    '0x50',
    '08',
    '+8',
    '8o',
    'NaN',
    'Infinity',
    '30s',
    'tcp://10.0.0.1:80',
  ]) {
    for (const name of numbers) {
      expect(faultsOf({ ...needed, [name]: junk })).toMatch(
        new RegExp(`- ${name} must be .* a whole number from 1 to`),
      );
    }
  }
  expect(faultsOf({ ...needed, GROUP_EXIT_HTTP_PORT: '65536' })).toMatch(
    /must be a port, a whole number from 1 to 65535/,
  );
  expect(faultsOf({ ...needed, GROUP_EXIT_HTTP_PORT: '9'.repeat(400) })).toMatch(/must be a port/);
});

test('reads every number in its range and refuses every other text', () => {
  const texts = fc.oneof(fc.integer({ min: -10, max: 70_000 }).map(String), fc.string({ minLength: 1 }));
  fc.assert(
    fc.property(texts, (given) => {
      const isPort = /^[1-9]\d*$/.test(given) && Number(given) <= 65_535;
      expect(portOf(given)).toBe(isPort ? Number(given) : 'refused');
    }),
  );
});

test('refuses a database file that would not be there tomorrow', () => {
  for (const GROUP_EXIT_DATABASE of [':memory:', 'postgres://me:hush@db/books', 'file:books.sqlite']) {
    const said = faultsOf({ ...needed, GROUP_EXIT_DATABASE });
    expect(said).toMatch(/GROUP_EXIT_DATABASE must be the path of a file/);
    expect(said).not.toMatch(/hush/);
  }
  expect(parseConfig({ ...needed, GROUP_EXIT_DATABASE: 'C:\\books.sqlite' }).database).toEqual({
    file: 'C:\\books.sqlite',
  });
});

test('refuses two databases with one fault, without repeating the address', () => {
  const said = faultsOf({ ...needed, DATABASE_URL: 'postgres://me:hush@db/books' });
  expect(said.split('\n').slice(1)).toEqual([
    expect.stringMatching(/- GROUP_EXIT_DATABASE and DATABASE_URL are both set.*: remove one of them$/),
  ]);
  expect(said).not.toMatch(/hush/);
});

test('refuses an address of PostgreSQL that is none or names no database, without repeating it', () => {
  for (const DATABASE_URL of [
    'db:5432/books',
    'mysql://me:hush@db/books',
    'postgres://me:hush@db',
    'postgres://me:hush@db/',
    'postgres:///books',
    'postgres://me:hush%@db/books',
    'postgres://me:hush@db:port/books',
    'hush',
  ]) {
    const said = faultsOf({ ...onPostgres, DATABASE_URL });
    expect(said).toMatch(/- DATABASE_URL must be an address like postgres:\/\/user:password@localhost:5432\/books/);
    expect(said.replaceAll('user:password', '')).not.toMatch(/hush|mysql|me:/);
  }
});

test('takes PostgreSQL by its address in every form that has a host and a database', () => {
  for (const url of [
    onPostgres.DATABASE_URL,
    'postgresql://me@db:6432/books?sslmode=verify-full',
    'postgres:///books?host=/var/run/postgresql',
  ]) {
    expect(parseConfig({ ...onPostgres, DATABASE_URL: url }).database).toEqual({ url });
  }
});

test('refuses Redis without keys and keys without Redis', () => {
  const { REDIS_URL, GROUP_EXIT_CACHE_KEYS } = redis;
  expect(faultsOf({ ...needed, REDIS_URL })).toMatch(
    /- REDIS_URL is set, but not what to purge there: set GROUP_EXIT_CACHE/,
  );
  expect(faultsOf({ ...needed, GROUP_EXIT_CACHE_KEYS })).toMatch(
    /- GROUP_EXIT_CACHE_KEYS is set, but there is no Redis/,
  );
});

test('refuses an address of Redis that is none, without repeating it', () => {
  for (const REDIS_URL of [
    'cache:6379',
    'http://:hush@cache',
    'redis://',
    'redis://:hush@cache/books',
    'redis://:hush%@cache',
    'hush',
  ]) {
    const said = faultsOf({ ...needed, ...redis, REDIS_URL });
    expect(said).toMatch(/- REDIS_URL must be an address like redis:\/\/localhost:6379/);
    expect(said).not.toMatch(/hush/);
  }
});

test('refuses key templates that would purge what other groups need', () => {
  const said = faultsOf({ ...needed, ...redis, GROUP_EXIT_CACHE_KEYS: 'members' });
  expect(said).toMatch(/- GROUP_EXIT_CACHE_KEYS cannot be used: "members" has no \{groupId\}/);
});

test('refuses a level that no logger has', () => {
  const said = faultsOf({ ...needed, GROUP_EXIT_LOG_LEVEL: 'INFO' });
  expect(said).toMatch(/GROUP_EXIT_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal/);
});

test('refuses the space that a bad quote leaves behind', () => {
  expect(faultsOf({ ...needed, GROUP_EXIT_INSTANCES: '/etc/instances.json ' })).toMatch(/begins or ends with a space/);
});

test('lists all faults at once', () => {
  const said = faultsOf({ GROUP_EXIT_HTTP_PORT: 'x', GROUP_EXIT_LOG_LEVEL: 'y', REDIS_URL: 'z', DATABASE_URL: 'w' });
  expect(said.match(/^ {2}- \w+/gm)).toEqual([
    '  - GROUP_EXIT_INSTANCES',
    '  - DATABASE_URL',
    '  - GROUP_EXIT_HTTP_PORT',
    '  - REDIS_URL',
    '  - GROUP_EXIT_LOG_LEVEL',
    '  - REDIS_URL',
  ]);
});

test('needs two settings and has defaults for the others', () => {
  expect(parseConfig(needed)).toEqual({
    instancesFile: '/etc/group-exit/instances.json',
    database: { file: '/var/lib/books.sqlite' },
    taskQueue: 'group-exit',
    defaultGoodbye: expect.stringMatching(/goodbye/),
    http: { host: '127.0.0.1', port: 8_080 },
    redis: undefined,
    shutdownGraceMs: 20_000,
    logLevel: 'info',
    settleMs: 60_000,
    secondReadingMs: 180_000,
  });
});

test('reads everything that can be set', () => {
  const config = parseConfig({
    ...needed,
    ...redis,
    GROUP_EXIT_TASK_QUEUE: 'exits-blue',
    GROUP_EXIT_GOODBYE: 'So long!',
    GROUP_EXIT_HTTP_HOST: '0.0.0.0',
    GROUP_EXIT_HTTP_PORT: '9000',
    GROUP_EXIT_SHUTDOWN_GRACE_SECONDS: '25',
    GROUP_EXIT_LOG_LEVEL: 'debug',
    GROUP_EXIT_EFFECT_SETTLE_SECONDS: '90',
    GROUP_EXIT_SECOND_READING_SECONDS: '240',
    PATH: '/usr/bin',
  });
  expect(config).toMatchObject({
    taskQueue: 'exits-blue',
    defaultGoodbye: 'So long!',
    http: { host: '0.0.0.0', port: 9_000 },
    redis: { url: 'redis://:hush@cache:6379/2', templates: ['wa:{instanceId}:{groupId}', 'm:{groupId}'] },
    shutdownGraceMs: 25_000,
    logLevel: 'debug',
    settleMs: 90_000,
    secondReadingMs: 240_000,
  });
});

const events = {
  GROUP_EXIT_EVENTS_URL: 'https://crm.example.org/group-exit?tenant=1',
  GROUP_EXIT_EVENTS_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
};

test('events are told to nobody, or to an address with a secret', () => {
  expect(parseConfig(needed).events).toBeUndefined();
  expect(parseConfig({ ...needed, ...events }).events).toEqual({
    url: events.GROUP_EXIT_EVENTS_URL,
    secret: events.GROUP_EXIT_EVENTS_SECRET,
  });
});

test.each([
  [
    'an address alone',
    { GROUP_EXIT_EVENTS_SECRET: undefined },
    'EVENTS_URL is set, but events are told only when they',
  ],
  ['a secret alone', { GROUP_EXIT_EVENTS_URL: undefined }, 'EVENTS_SECRET is set, but nobody to tell'],
  ['no address', { GROUP_EXIT_EVENTS_URL: 'crm.example.org' }, 'EVENTS_URL must be an http(s) address'],
  ['a password in it', { GROUP_EXIT_EVENTS_URL: 'https://me:hush@crm' }, 'EVENTS_URL must be an http(s) address'],
  ['a secret of its own kind', { GROUP_EXIT_EVENTS_SECRET: 'hush' }, 'EVENTS_SECRET must be whsec_ and 24 to 64 bytes'],
  ['a short one', { GROUP_EXIT_EVENTS_SECRET: 'whsec_aGFzaA==' }, 'EVENTS_SECRET must be whsec_ and 24 to 64 bytes'],
])('for events, %s is refused, and the secret not repeated', (_, change, fault) => {
  const given = Object.entries({ ...needed, ...events, ...change }).filter(([, value]) => value !== undefined);
  const said = faultsOf(Object.fromEntries(given) as Record<string, string>);
  expect(said).toContain(`- GROUP_EXIT_${fault}`);
  expect(said).not.toMatch(/hush|aGFzaA|BwcHBw/);
});
