import { findBinary } from './binaries.ts';

/** @returns the path of `redis-server`: REDIS_SERVER, or on the PATH */
export function findRedis(): string | undefined {
  return findBinary('redis-server', process.env.REDIS_SERVER);
}
