import { Context } from '@temporalio/activity';
import { atTheGateway } from './at-the-gateway.ts';
import { finalFailure, notYet } from './failures.ts';
import { readMembership } from './membership-reading.ts';
import type { Ports } from './ports.ts';
import type { Evidence } from './receipt.ts';
import type { GroupInput } from './save-invite-code.ts';
import { seenOut, type SeenOut } from './seen-out.ts';

/** Readings that we are still in before the leave is asked for again: lists lag behind for minutes (WAHA #2067). */
const READINGS_BEFORE_GIVING_UP = 5;

/**
 * Reads the departure where no webhook told it. The retry policy makes the intervals grow. Older versions recorded the bare
 * evidence.
 * @throws `StillAMember`, retryable at first and final after several readings; `MembershipUnclear` (retryable)
 */
export const confirmDeparture = (ports: Ports) =>
  atTheGateway<GroupInput, SeenOut | Evidence>(
    async ({ instanceId, groupId }, call) => {
      const reading = await readMembership(ports.instances.get(instanceId), groupId, ports.memberships, call);
      if (reading.kind === 'not-a-member') return seenOut(reading, ports);
      if (reading.kind === 'unclear')
        throw notYet('MembershipUnclear', `membership is unclear: ${reading.why}`, { code: reading.code });
      const message = 'the leave was accepted, but the group still lists us';
      const stillIn = Context.current().info.attempt < READINGS_BEFORE_GIVING_UP ? notYet : finalFailure;
      throw stillIn('StillAMember', message, { code: 'still-a-member' });
    },
    { patient: true },
  );

export type Whereabouts = { kind: 'in' } | ({ kind: 'out' } & SeenOut) | { kind: 'unclear'; why: string };

/** One look for an exit that ends without a departure: are we in, out, or can nobody tell? */
export const readWhetherOut = (ports: Ports) =>
  atTheGateway<GroupInput, Whereabouts>(async ({ instanceId, groupId }, call) => {
    const reading = await readMembership(ports.instances.get(instanceId), groupId, ports.memberships, call);
    if (reading.kind === 'member') return { kind: 'in' };
    if (reading.kind === 'unclear') return reading;
    return { kind: 'out', ...seenOut(reading, ports) };
  });
