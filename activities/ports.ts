import type { GroupCache } from './cache/cache.ts';
import type { Instances } from './instances/instances.ts';
import type { Memberships } from './memberships/memberships.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Plans } from './plans/plans.ts';
import type { Holds } from './plans/holds.ts';
import type { Resignations } from './plans/resignations.ts';
import type { Roster } from './roster/roster.ts';
import type { Turns } from './turns.ts';

/** Everything the activities touch. */
export interface Ports {
  instances: Instances;
  memberships: Memberships;
  plans: Plans;
  resignations: Resignations & Holds;
  roster: Roster;
  outbox: Outbox;
  cache: GroupCache;
  turns: Turns;
  /** The goodbye where neither the request nor the instance has one. */
  defaultGoodbye: string;
  /**
   * How long after its lease a dead attempt's request may still take effect at the gateway, ms: longer than the gateway's
   * slowest answer.
   */
  settleMs: number;
  /**
   * How far apart two readings have to be that prove an absence, ms: longer than gateways take to find a group again that they
   * forgot for a while.
   */
  secondReadingMs: number;
}

/** All that resignations touch of it. */
export type ResignationPorts = Pick<Ports, 'resignations'>;
