import { redisCache } from '../../activities/cache/redis.ts';
import type { WorkerConfig } from '../config.ts';
import { fault, ok, type Finding } from './finding.ts';

const SUBJECT = 'cache';

/** Redis, where caches are to be purged. */
export async function checkRedis(redis: WorkerConfig['redis']): Promise<Finding> {
  if (!redis) return ok(SUBJECT, 'none is configured, so none is purged');
  const cache = redisCache(redis);
  try {
    await cache.ping();
    return ok(SUBJECT, `Redis answers; of each group left, ${redis.templates.join(', ')} will be unlinked`);
  } catch (error) {
    return fault(SUBJECT, error);
  } finally {
    await cache.close();
  }
}
