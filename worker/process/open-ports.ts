import { noCache } from '../../activities/cache/no-cache.ts';
import { redisCache } from '../../activities/cache/redis.ts';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import { InstancesFile } from '../../activities/instances/instances-file.ts';
import { openGateways } from '../../activities/instances/open-gateways.ts';
import { openMemberships } from '../../activities/memberships/open.ts';
import type { Ports } from '../../activities/ports.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Configuration } from './configuration.ts';
import type { OpenParts } from './open-parts.ts';

/** What the activities touch outside of Temporal, with the instances file as one that can tell whether it is in order. */
export type WorkerPorts = Omit<Ports, 'turns'> & { instances: InstancesFile };

/**
 * @param eventsWritten called after events were put into the outbox; without it none are
 * @throws with a message that says which part cannot be used and what to do
 */
export async function openPorts(
  { worker, environment }: Configuration,
  logger: Logger,
  parts: OpenParts,
  eventsWritten: (() => void) | undefined,
): Promise<WorkerPorts> {
  const { database, redis, instancesFile, defaultGoodbye, settleMs, secondReadingMs } = worker;
  const memberships = await parts.open(
    () => openMemberships({ ...database, eventsWritten }),
    (opened) => opened.close(),
  );
  const cache = await parts.open(
    () => (redis ? redisCache(redis) : noCache),
    (opened) => opened.close(),
  );
  const pool = await parts.open(createConnections, (opened) => opened.destroy());
  const log = { info: (message: string) => logger.info(message), error: (message: string) => logger.error(message) };
  const instances = new InstancesFile({ file: instancesFile, environment, openGateway: openGateways(pool), log });
  const books = {
    memberships,
    plans: memberships,
    resignations: memberships,
    roster: memberships,
    outbox: memberships,
  };
  return { ...books, cache, instances, defaultGoodbye, settleMs, secondReadingMs };
}
