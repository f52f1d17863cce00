import { Context } from '@temporalio/activity';
import { atTheGateway } from './at-the-gateway.ts';
import { finalFailure, notYet } from './failures.ts';
import { readMembership } from './membership-reading.ts';
import type { Ports } from './ports.ts';
import type { Evidence } from './receipt.ts';
import type { GroupInput } from './save-invite-code.ts';

/** Readings that we are still in before the leave is asked for again: lists lag behind for minutes (WAHA #2067). */
const READINGS_BEFORE_GIVING_UP = 5;

/**
 * Proves the departure where no webhook did: two sources that agree. The retry policy makes the intervals grow.
 * @throws `StillAMember`, retryable at first and final after several readings; `MembershipUnclear` (retryable)
 */
export const confirmDeparture = (ports: Ports) =>
  atTheGateway<GroupInput, Evidence>(
    async ({ instanceId, groupId }, call) => {
      const reading = await readMembership(ports.instances.get(instanceId), groupId, ports.memberships, call);
      if (reading.kind === 'not-a-member')
        return { kind: 'reading', sources: reading.sources, readAt: new Date().toISOString() };
      if (reading.kind === 'unclear')
        throw notYet('MembershipUnclear', `membership is unclear: ${reading.why}`, { code: reading.code });
      const message = 'the leave was accepted, but the group still lists us';
      const stillIn = Context.current().info.attempt < READINGS_BEFORE_GIVING_UP ? notYet : finalFailure;
      throw stillIn('StillAMember', message, { code: 'still-a-member' });
    },
    { patient: true },
  );

/** One look for an exit that ends without a departure: are we in, out, or can nobody tell? */
export const readWhetherOut = (ports: Ports) =>
  atTheGateway<GroupInput, { kind: 'in' } | { kind: 'out'; evidence: Evidence } | { kind: 'unclear'; why: string }>(
    async ({ instanceId, groupId }, call) => {
      const reading = await readMembership(ports.instances.get(instanceId), groupId, ports.memberships, call);
      if (reading.kind === 'member') return { kind: 'in' };
      if (reading.kind === 'unclear') return reading;
      return { kind: 'out', evidence: { kind: 'reading', sources: reading.sources, readAt: new Date().toISOString() } };
    },
  );
