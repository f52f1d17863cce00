import { atTheGateway } from './at-the-gateway.ts';
import { finalFailure, notYet } from './failures.ts';
import { GatewayFailure } from './gateways/gateway-failure.ts';
import type { CallOptions, Group, Participant } from './gateways/gateway.ts';
import { samePerson } from './gateways/identity.ts';
import type { Instance } from './instances/instances.ts';
import { readMembership } from './membership-reading.ts';
import type { AnsweredEffect } from './memberships/memberships.ts';
import { ownNumbers } from './own-numbers.ts';
import type { Ports } from './ports.ts';
import type { Evidence } from './receipt.ts';
import type { GroupInput } from './save-invite-code.ts';
import {
  isAdmin,
  presentSuccessors,
  rankedSuccessors,
  withNamed,
  type Candidates,
  type PresentSuccessor,
} from './successors.ts';

export type HandoverInput = GroupInput & Candidates & { exitId: string };

/** Longer than the calls of one attempt take; a dead holder's lease lapses. */
const HANDOVER_LEASE_MS = 300_000;

/**
 * Makes the best successor present an admin and reads it back. One exit at a time has a group's handover, so two of our
 * numbers leaving the same group do not promote past each other.
 * @returns the evidence: whose rank, never who
 * @throws `NoSuccessorPresent`; `NotReadBack` (retryable) while the group does not show the new admin; a gateway failure
 * when every successor present is refused
 */
export const promoteSuccessor = (ports: Ports) =>
  atTheGateway<HandoverInput, Evidence>(async (input, call) => {
    // By exit and not by attempt: the next attempt need not wait for the lease of one that died.
    const waitMs = await ports.memberships.takeHandover(input.groupId, input.exitId, HANDOVER_LEASE_MS);
    if (waitMs > 0) {
      const retryAfterMs = Math.min(waitMs, 5_000);
      throw notYet('EffectUnsettled', 'another of our numbers is handing this group over', {
        code: 'handover-busy',
        retryAfterMs,
      });
    }
    try {
      return await handOver(input, ports, call);
    } finally {
      await ports.memberships.giveBackHandover(input.groupId, input.exitId);
    }
  });

async function handOver(input: HandoverInput, ports: Ports, call: CallOptions): Promise<Evidence> {
  const instance = ports.instances.get(input.instanceId);
  const group = await readGroup(instance, input.groupId, ports, call);
  const own = await ownNumbers(ports.instances, ports.memberships, call);
  const ranked = rankedSuccessors(await withNamed(input, ports), instance, ports.instances);
  const present = await presentSuccessors(ranked, group, own.ids, instance.gateway, call);
  const admin = present.find(({ participant }) => isAdmin(participant));
  if (admin) return readBack(admin, input, ports);
  const promotion = await promoteBest(present, instance, input.groupId, call);
  const { undocumented } = promotion.doubt ?? {};
  if (undocumented !== undefined) await ports.memberships.noteUndocumented(promotionOf(input), undocumented);
  const after = await readGroup(instance, input.groupId, ports, call);
  const shown = promotion.asked.find((one) => after.participants.some((now) => isSame(now, one) && isAdmin(now)));
  if (shown) return readBack(shown, input, ports);
  if (promotion.refusal) throw promotion.refusal;
  const how = promotion.doubt?.message ?? 'the gateway accepted the promotion';
  throw notYet('NotReadBack', `${how}; the group does not show the admin`, { code: 'not-promoted' });
}

function isSame({ ids }: Participant, { participant }: PresentSuccessor): boolean {
  return samePerson(ids, participant.ids);
}

interface Promotion {
  /** Everybody the gateway was asked to promote. */
  asked: PresentSuccessor[];
  /** The last refusal, where every one of them was refused. */
  refusal?: GatewayFailure;
  /** Why nobody can say yet whether the last one was promoted. */
  doubt?: GatewayFailure;
}

/** Asks for the first of those present whom the gateway does not refuse; whatever it answers, the read-back decides. */
async function promoteBest(
  present: PresentSuccessor[],
  instance: Instance,
  groupId: string,
  call: CallOptions,
): Promise<Promotion> {
  const asked: PresentSuccessor[] = [];
  let refusal: GatewayFailure | undefined;
  for (const successor of present) {
    asked.push(successor);
    try {
      await instance.gateway.promote(groupId, successor.participant.listedAs, call);
      return { asked };
    } catch (error) {
      if (!(error instanceof GatewayFailure)) throw error;
      if (error.kind === 'unknown') return { asked, doubt: error };
      if (error.kind !== 'final') throw error;
      refusal = error;
    }
  }
  if (refusal) return { asked, refusal };
  throw finalFailure('NoSuccessorPresent', 'no successor is in the group', { code: 'no-successor' });
}

async function readGroup(instance: Instance, groupId: string, ports: Ports, call: CallOptions): Promise<Group> {
  const reading = await readMembership(instance, groupId, ports.memberships, call);
  if (reading.kind === 'member') return reading.group;
  if (reading.kind === 'unclear')
    throw notYet('MembershipUnclear', `membership is unclear: ${reading.why}`, { code: reading.code });
  throw finalFailure('NotAMember', 'the number is not in the group any more', { code: 'not-a-member' });
}

function promotionOf({ exitId }: HandoverInput): AnsweredEffect {
  return { exitId, effect: 'promotion' };
}

/** What an earlier attempt asked for may only be seen by this one, and its answer is told all the same. */
async function readBack({ rank }: PresentSuccessor, input: HandoverInput, { memberships }: Ports): Promise<Evidence> {
  const proof = { kind: 'read-back', what: `successor ${rank} of the list is admin` } as const;
  const undocumented = await memberships.undocumentedAnswer(promotionOf(input));
  return undocumented === undefined ? proof : { ...proof, undocumented };
}

/**
 * Checks that a person whom somebody wants to appoint is in the group, before the hold ends.
 * @throws `SuccessorNotInGroup`
 */
export const checkSuccessor = (ports: Ports) =>
  atTheGateway<GroupInput & { successor: string }, void>(async ({ instanceId, groupId, successor }, call) => {
    const instance = ports.instances.get(instanceId);
    const group = await readGroup(instance, groupId, ports, call);
    const own = await ownNumbers(ports.instances, ports.memberships, call);
    const present = await presentSuccessors([successor], group, own.ids, instance.gateway, call);
    if (present.length > 0) return;
    const message =
      'successor: that person is not in the group (or is one of our own numbers); add them first or name another';
    throw finalFailure('SuccessorNotInGroup', message, { code: 'successor-not-in-group' });
  });
