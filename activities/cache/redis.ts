import { RedisConnection } from './redis-connection.ts';
import { keysOf } from './templates.ts';
import type { GroupCache } from './cache.ts';

export interface RedisCacheOptions {
  /** `redis[s]://[[user]:password@]host[:port][/database]` */
  url: string;
  /** From `parseTemplates`; at least one. */
  templates: readonly string[];
  /** How long connecting and one command may take together, ms. */
  timeoutMs?: number;
}

/**
 * The group's keys in Redis. Connects with the first command, so a worker starts also while Redis is away; `purge` and
 * `ping` then reject with `CacheUnavailable`, and trying again is the caller's.
 */
export function redisCache({ url, templates, timeoutMs = 5_000 }: RedisCacheOptions): GroupCache {
  const redis = new RedisConnection(url, timeoutMs);
  return {
    purge: (group) => redis.run((client) => client.unlink(keysOf(templates, group))),
    ping: async () => {
      await redis.run((client) => client.ping());
    },
    close: async () => redis.close(),
  };
}
