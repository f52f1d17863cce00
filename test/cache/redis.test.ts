import { once } from 'node:events';
import { createServer } from 'node:net';
import { createClient } from 'redis';
import { expect, onTestFinished, test } from 'vitest';
import { noCache } from '../../activities/cache/no-cache.ts';
import { redisCache } from '../../activities/cache/redis.ts';
import { parseTemplates } from '../../activities/cache/templates.ts';
import { hasRedis, startRedis } from '../support/redis.ts';
import type { GroupCache } from '../../activities/cache/cache.ts';

const group = { instanceId: 'sales', groupId: '120363000000000001@g.us' };
const templates = parseTemplates('wa:{instanceId}:{groupId},members:{groupId}');

async function aRedis(options: { password?: string; port?: number } = {}) {
  const server = await startRedis(options);
  onTestFinished(() => server.stop());
  return server;
}

function aCache(url: string, timeoutMs?: number): GroupCache {
  const cache = redisCache({ url, templates, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  onTestFinished(() => cache.close());
  return cache;
}

async function aUser(url: string) {
  const client = await createClient({ url }).connect();
  onTestFinished(() => client.destroy());
  return client;
}

/** Takes connections and never says a word. */
async function aMuteServer(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `redis://127.0.0.1:${address.port}`;
}

test.runIf(hasRedis)('says where Redis was looked for and what to check when it is not there', async () => {
  const server = await aRedis();
  await server.stop();
  await expect(aCache(server.url).purge(group)).rejects.toMatchObject({
    name: 'CacheUnavailable',
    message: expect.stringMatching(/Redis at 127\.0\.0\.1:\d+ did not do it: .*ECONNREFUSED.*REDIS_URL/),
  });
});

test('does not wait for a server that never answers', async () => {
  const cache = aCache(await aMuteServer(), 50);
  await expect(cache.purge(group)).rejects.toThrow(/no answer within 50 ms/);
  await expect(cache.ping()).rejects.toThrow(/no answer within 50 ms/);
});

test.runIf(hasRedis)('passes a wrong password on as a refusal, without the password', async () => {
  const server = await aRedis({ password: 'the-right-one' });
  const cache = aCache(server.url.replace('the-right-one', 'a-wrong-one'));
  const refusal = await cache.purge(group).then(String, String);
  expect(refusal).toMatch(/WRONGPASS/);
  expect(refusal).not.toContain('a-wrong-one');
});

test.runIf(hasRedis)('purges again once Redis has come back', async () => {
  const first = await aRedis();
  const cache = aCache(first.url);
  await cache.ping();
  await first.stop();
  await expect(cache.purge(group)).rejects.toMatchObject({ name: 'CacheUnavailable' });

  const second = await aRedis({ port: Number(new URL(first.url).port) });
  await (await aUser(second.url)).set('members:120363000000000001@g.us', '[]');
  expect(await cache.purge(group)).toBe(1);
});

test.runIf(hasRedis)('unlinks the keys of this group and number only, and says how many were there', async () => {
  const { url } = await aRedis();
  const user = await aUser(url);
  await user.set('wa:sales:120363000000000001@g.us', 'state');
  await user.hSet('members:120363000000000001@g.us', { someone: 'admin' });
  await user.set('wa:support:120363000000000001@g.us', 'of another number');
  await user.set('members:120363000000000002@g.us', 'of another group');

  const cache = aCache(url);
  expect(await cache.purge(group)).toBe(2);
  expect(await cache.purge(group)).toBe(0);
  expect((await user.keys('*')).sort()).toEqual([
    'members:120363000000000002@g.us',
    'wa:support:120363000000000001@g.us',
  ]);
});

test.runIf(hasRedis)('shares one connection between purges at the same time', async () => {
  const { url } = await aRedis();
  const cache = aCache(url);
  await Promise.all(Array.from({ length: 20 }, () => cache.purge(group)));
  const connections = await (await aUser(url)).clientList();
  expect(connections).toHaveLength(2);
});

test.runIf(hasRedis)('works with a password', async () => {
  const { url } = await aRedis({ password: 'the-right-one' });
  await aCache(url).ping();
});

test('has nothing to purge where no cache is configured', async () => {
  expect(await noCache.purge(group)).toBeUndefined();
  await noCache.ping();
  await noCache.close();
});
