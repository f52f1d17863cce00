import { expect, test } from 'vitest';
import { parseConfig } from '../../worker/config.ts';
import { secretsOf } from '../../worker/process/configuration.ts';

const temporal = { address: 'localhost:7233', namespace: 'default', connection: { address: 'localhost:7233' } };

function secretsWith(settings: Record<string, string>): string[] {
  const worker = parseConfig({ GROUP_EXIT_INSTANCES: '/etc/instances.json', ...settings });
  return secretsOf({ worker, temporal, environment: {} });
}

test('knows the passwords of both addresses, as they are and not as a URL writes them', () => {
  const secrets = secretsWith({
    DATABASE_URL: 'postgres://me:h%2Fush@db/books',
    REDIS_URL: 'redis://:sesa%40me@cache',
    GROUP_EXIT_CACHE_KEYS: 'wa:{groupId}',
  });
  expect(secrets.sort()).toEqual(['h/ush', 'sesa@me']);
});

test('knows a password that stands among the parameters of the address', () => {
  expect(secretsWith({ DATABASE_URL: 'postgres:///books?host=/run&user=me&password=hush' })).toEqual(['hush']);
});

test('has none to know where no address has a password', () => {
  expect(secretsWith({ DATABASE_URL: 'postgres://me@db/books' })).toEqual([]);
  expect(secretsWith({ GROUP_EXIT_DATABASE: 'books.sqlite' })).toEqual([]);
});
