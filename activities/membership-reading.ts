import { samePerson } from './gateways/identity.ts';
import { GatewayFailure } from './gateways/gateway-failure.ts';
import type { CallOptions, Group, Participant, PersonId, WhatsAppGateway } from './gateways/gateway.ts';
import { findInListing } from './group-listing.ts';
import type { Instance } from './instances/instances.ts';
import type { Memberships } from './memberships/memberships.ts';

/**
 * What the gateway's sources say of our membership, taken together (rule 4).
 * - `member`: the group itself lists us
 * - `not-a-member`: group and listing agree that we are out; `oneSource` where the gateway makes one out of the other, `shown`
 *   where one of them has the group. Never a proof by itself: see `seen-out.ts`
 * - `unclear`: anything else; never treated as either
 */
export type MembershipReading =
  | { kind: 'member'; group: Group; me: PersonId[]; self: Participant }
  | { kind: 'not-a-member'; sources: string[]; oneSource: boolean; shown: boolean }
  | { kind: 'unclear'; code: string; why: string };

/**
 * Reads membership: the session first (a dropped one makes every other answer a lie), then the group, and the listing only
 * when the group says that we are out.
 * @throws {GatewayFailure} when the session is not working or a call fails
 */
export async function readMembership(
  instance: Instance,
  groupId: string,
  memberships: Pick<Memberships, 'saveIdentity'>,
  call: CallOptions,
): Promise<MembershipReading> {
  const me = await ownIdentities(instance, memberships, call);
  const reading = await instance.gateway.group(groupId, call);
  const first = reading.kind === 'absent' ? absent(reading.code) : seenIn(reading.group, me);
  if (first.kind === 'member') return first;
  if (first.kind === 'unclear') return first;
  const second = await seenInListing(instance.gateway, groupId, me, call);
  if (second.kind === 'unclear') return second;
  if (second.kind === 'out') {
    const sources = [first.source, second.source];
    return { kind: 'not-a-member', sources, oneSource: second.oneSource ?? false, shown: first.shown || second.shown };
  }
  return {
    kind: 'unclear',
    code: 'sources-disagree',
    why: 'the group says that we are out, the listing that we are in',
  };
}

/**
 * Who the number is, once its session works: a dropped one makes every other answer a lie. Notes it in the books.
 * @throws {GatewayFailure} when the session is not working or a call fails
 */
export async function ownIdentities(
  { instanceId, gateway }: Instance,
  memberships: Pick<Memberships, 'saveIdentity'>,
  call: CallOptions,
): Promise<PersonId[]> {
  const session = await gateway.session(call);
  const state = `the session of ${instanceId} is ${session.stateName}`;
  if (session.state === 'needs-login' || session.state === 'failed') {
    throw new GatewayFailure('restricted', 'logged-out', `${state}: log the number in at the gateway again`);
  }
  if (session.state !== 'working') {
    throw new GatewayFailure('retry', 'session-not-working', `${state}: it is tried again until the session works`);
  }
  if (session.me.length === 0) {
    throw new GatewayFailure('retry', 'own-identity-unknown', `the gateway does not tell yet who ${instanceId} is`);
  }
  await memberships.saveIdentity(instanceId, session.me);
  return session.me;
}

/** What one source says. */
export type Seen =
  | { kind: 'member'; group: Group; me: PersonId[]; self: Participant }
  | { kind: 'out'; source: string; shown: boolean }
  | { kind: 'unclear'; code: string; why: string };

function absent(code: string): Seen {
  return { kind: 'out', source: `group: ${code}`, shown: false };
}

/** Whether a group that a source shows has us in it. */
export function seenIn(group: Group, me: PersonId[], source = 'group: not among the participants'): Seen {
  if (group.participants.length === 0) {
    // An empty list is told of groups one is in (WAHA #1471).
    return { kind: 'unclear', code: 'participants-unknown', why: 'the gateway names no participants for the group' };
  }
  const self = group.participants.find((participant) => samePerson(participant.ids, me));
  if (self) return { kind: 'member', group, me, self };
  return couldBeUs(group.participants, me) ?? { kind: 'out', source, shown: true };
}

/**
 * Phone ids and LIDs bear no relation to each other: somebody who is named only in a way in which our own identity is not
 * known may be us.
 */
function couldBeUs(participants: Participant[], me: PersonId[]): Seen | undefined {
  const known = new Set(me.map(namespaceOf));
  const incomparable = participants.find(({ ids }) => !ids.some((id) => known.has(namespaceOf(id))));
  if (!incomparable) return undefined;
  const byPhone = incomparable.ids.some((id) => namespaceOf(id) === 'c.us');
  const name = byPhone ? 'phone id' : 'LID';
  const why = `the group names people by ${name} and our own ${name} is unknown`;
  return { kind: 'unclear', code: byPhone ? 'own-phone-unknown' : 'own-lid-unknown', why };
}

/** `c.us`, `lid`, and whatever comes next. */
function namespaceOf(id: PersonId): string {
  return id.slice(id.indexOf('@') + 1);
}

async function seenInListing(
  gateway: WhatsAppGateway,
  groupId: string,
  me: PersonId[],
  call: CallOptions,
): Promise<Seen & { oneSource?: boolean }> {
  const { entry, listed, oneSource } = await findInListing(gateway, groupId, call);
  if (entry) return { ...seenIn(entry, me, 'listing: not among the participants'), oneSource };
  if (listed > 0) return { kind: 'out', source: 'listing: not in it', shown: false, oneSource };
  return {
    kind: 'unclear',
    code: 'empty-listing',
    why: 'the gateway lists no group at all, which is no proof of anything',
  };
}
