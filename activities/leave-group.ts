import { atTheGateway } from './at-the-gateway.ts';
import { once } from './effect-once.ts';
import { GatewayFailure } from './gateways/gateway-failure.ts';
import type { CallOptions } from './gateways/gateway.ts';
import type { Instance } from './instances/instances.ts';
import { readMembership } from './membership-reading.ts';
import type { EffectName } from './memberships/memberships.ts';
import type { Ports } from './ports.ts';
import type { Evidence, OddAnswer } from './receipt.ts';
import type { GroupInput } from './save-invite-code.ts';
import { LEASE_MARGIN_MS } from './say-goodbye.ts';

export interface LeaveInput extends GroupInput {
  exitId: string;
  /** 1 for the first request; a further one only follows readings that we are still in. */
  request: number;
  /** How often a person has asked to try this request once more. */
  retries?: number;
}

export interface Departure {
  evidence: Evidence;
  /** When the leave was claimed, by the database's clock, ms since epoch: events older than this are not about it. */
  requestedAtMs: number;
  /** The evidence is one reading, which proves nothing by itself. Older versions took it for the proof and do not say so. */
  toBeConfirmed?: boolean;
}

/** Asks the gateway to leave, once. @returns that it was accepted, or that we are out; failures as {@link once} throws them */
export const leaveGroup = (ports: Ports) =>
  atTheGateway<LeaveInput, Departure>(async ({ instanceId, groupId, exitId, request, retries }, call) => {
    const instance = ports.instances.get(instanceId);
    const look = () => findOurselvesOut(instance, groupId, ports, call);
    const { evidence, claimedAtMs } = await once(
      {
        key: { instanceId, groupId, exitId, effect: effectOf(request) },
        leaseMs: instance.callTimeoutMs + LEASE_MARGIN_MS,
        settleMs: ports.settleMs,
        retries,
        act: () => leave(instance, groupId, look, call),
        look,
      },
      ports.memberships,
    );
    return { evidence, requestedAtMs: claimedAtMs, toBeConfirmed: evidence.kind === 'reading' };
  });

/** What the gateway answered to a request to leave, where nobody documents that; for a departure that an event has proven. */
export const answerToLeave =
  ({ memberships }: Ports) =>
  async ({ exitId, request }: Pick<LeaveInput, 'exitId' | 'request'>): Promise<OddAnswer> => {
    const undocumented = await memberships.undocumentedAnswer({ exitId, effect: effectOf(request) });
    return undocumented === undefined ? {} : { undocumented };
  };

function effectOf(request: number): EffectName {
  return request === 1 ? 'leave' : `leave-${request}`;
}

async function leave(
  { gateway }: Instance,
  groupId: string,
  look: () => Promise<Evidence | undefined>,
  call: CallOptions,
): Promise<Evidence> {
  const requestedAt = new Date().toISOString();
  try {
    await gateway.leave(groupId, call);
  } catch (error) {
    if (!(error instanceof GatewayFailure) || error.kind !== 'gone') throw error;
    // The gateway claims that we are out; a dropped session says the same (rule 4).
    const out = await look();
    if (out) return out;
    throw new GatewayFailure(
      'retry',
      error.code,
      `the gateway says that we are not in the group, the readings say that we are`,
    );
  }
  return { kind: 'accepted', requestedAt };
}

async function findOurselvesOut(
  instance: Instance,
  groupId: string,
  ports: Ports,
  call: CallOptions,
): Promise<Evidence | undefined> {
  const reading = await readMembership(instance, groupId, ports.memberships, call);
  if (reading.kind === 'member') return undefined;
  if (reading.kind === 'unclear')
    throw new GatewayFailure('retry', reading.code, `membership is unclear: ${reading.why}`);
  return { kind: 'reading', sources: reading.sources, readAt: new Date().toISOString() };
}
