import { samePerson } from './gateways/identity.ts';
import type { CallOptions, CommunityKind, Group, Participant, PersonId } from './gateways/gateway.ts';
import { goodbyeFor } from './goodbye-variant.ts';
import type { Instance } from './instances/instances.ts';
import { readMembership, type MembershipReading } from './membership-reading.ts';
import { notYet } from './failures.ts';
import { ownNumbers, type OwnNumbers } from './own-numbers.ts';
import type { Ports } from './ports.ts';
import { isAdmin, presentSuccessors, rankedSuccessors, type Candidates } from './successors.ts';

/** What an exit needs to know of the group before it acts. Holds no identity of anybody. */
export interface GroupFacts {
  groupName: string;
  admin: boolean;
  /** No admin besides our own instances. Where an instance's identity is unknown, in doubt yes. */
  onlyAdmin: boolean;
  /** Our own instances whose identity is not known. */
  unknownOwnNumbers: string[];
  announceOnly: boolean;
  infoAdminOnly: boolean;
  /** What is said where the request has no text of its own, with `{group}` still in it. */
  configuredGoodbye: string;
  community: CommunityKind;
  successors: {
    configured: number;
    /** Place in the ranked list of the best one present, from 1. */
    presentRank?: number;
  };
}

export type GroupLook = { kind: 'member'; facts: GroupFacts } | Extract<MembershipReading, { kind: 'not-a-member' }>;

/**
 * Looks at the group without changing anything.
 * @throws `MembershipUnclear` (retryable) while the sources do not agree or no admin is shown; a gateway failure when a call
 * fails
 */
export async function lookAtGroup(
  groupId: string,
  instance: Instance,
  who: Candidates,
  ports: Ports,
  call: CallOptions,
): Promise<GroupLook> {
  const reading = await readMembership(instance, groupId, ports.memberships, call);
  if (reading.kind === 'not-a-member') return reading;
  if (reading.kind === 'unclear') {
    throw notYet('MembershipUnclear', `membership is unclear: ${reading.why}`, { code: reading.code });
  }
  if (!reading.group.participants.some(isAdmin)) {
    throw notYet('MembershipUnclear', ADMINS_UNSEEN, { code: 'no-admin-shown' });
  }
  const own = () => ownNumbers(ports.instances, ports.memberships, call);
  return { kind: 'member', facts: await factsOf(reading, { instance, who, ports, own, call }) };
}

/**
 * WhatsApp leaves no group without an admin, but gateways may show none (Baileys #1379; whatsapp-web.js #3599): the only one may
 * be us.
 */
export const ADMINS_UNSEEN =
  'the gateway shows no admin of the group, though every group has one: whether it would be left without one cannot be told';

/** What a group is seen with. */
export interface Eyes {
  instance: Instance;
  who: Candidates;
  ports: Pick<Ports, 'instances' | 'defaultGoodbye'>;
  /** Asked only where we are admin. */
  own: () => Promise<OwnNumbers>;
  call: CallOptions;
}

/** The facts of a group that shows its admins, and us. */
export async function factsOf(
  { group, self }: { group: Group; self: Participant },
  { instance, who, ports, own: askOwn, call }: Eyes,
): Promise<GroupFacts> {
  const { id: groupId, name: groupName, announceOnly, infoAdminOnly, community } = group;
  const ranked = rankedSuccessors(who, instance, ports.instances);
  const [first = ports.defaultGoodbye, ...others] = instance.goodbyes;
  const configuredGoodbye = goodbyeFor(groupId, [first, ...others]);
  const looks = { groupName, announceOnly, infoAdminOnly, configuredGoodbye, community };
  if (!isAdmin(self)) {
    return {
      ...looks,
      admin: false,
      onlyAdmin: false,
      unknownOwnNumbers: [],
      successors: { configured: ranked.length },
    };
  }
  const own = await askOwn();
  const present = await presentSuccessors(ranked, group, own.ids, instance.gateway, call);
  const successors = { configured: ranked.length, presentRank: present[0]?.rank };
  const unknownOwnNumbers = [...own.unknown, ...unseenIn(group, own, instance)];
  const onlyAdmin = isOnlyAdmin(
    group,
    own.ids,
    unknownOwnNumbers.length > 0,
    present.map(({ participant }) => participant),
  );
  return { ...looks, admin: true, onlyAdmin, unknownOwnNumbers, successors };
}

/** Our other numbers that could be an admin whom the group names by LID alone. */
function unseenIn(group: Group, own: OwnNumbers, { instanceId }: Instance): string[] {
  const hides = group.participants.some((one) => isAdmin(one) && one.ids.every((id) => id.endsWith('@lid')));
  return hides ? own.phoneOnly.filter((other) => other !== instanceId) : [];
}

/** With unknown numbers of ours about, only an admin from the successors' list is surely human. */
function isOnlyAdmin(group: Group, own: PersonId[], inDoubt: boolean, successors: Participant[]): boolean {
  const others = group.participants.filter((one) => isAdmin(one) && !samePerson(one.ids, own));
  return inDoubt ? !others.some((one) => successors.includes(one)) : others.length === 0;
}
