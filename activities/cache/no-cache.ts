import type { GroupCache } from './cache.ts';

/** For a worker without a configured cache: there is nothing to purge. */
export const noCache: GroupCache = {
  purge: async () => undefined,
  ping: async () => {},
  close: async () => {},
};
