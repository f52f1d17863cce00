import { GatewayFailure } from '../gateways/gateway-failure.ts';
import type { CallOptions, Group, Participant, PersonId } from '../gateways/gateway.ts';
import { ADMINS_UNSEEN, factsOf, type Eyes } from '../group-facts.ts';
import { seenIn, type Seen } from '../membership-reading.ts';
import { isAdmin, type Candidates } from '../successors.ts';
import { lacksSuccessor, type Sight } from './verdict.ts';

/** Looks at the groups of one number. */
export interface Looker extends Omit<Eyes, 'who' | 'call'> {
  me: PersonId[];
  call: CallOptions;
  /** Who may inherit a group. */
  candidates: (groupId: string) => Candidates;
}

/** What the listing shows of a group, and whether the group itself should be asked before anybody goes by it. */
export interface Glimpse {
  sight: Sight;
  doubtful: boolean;
}

/** What an entry of the listing tells. It is believed when it says that we can go. */
export async function glimpse(entry: Group, looker: Looker): Promise<Glimpse> {
  const seen = seenIn(entry, looker.me, 'listing: not among the participants');
  if (seen.kind !== 'member' || !entry.participants.some(isAdmin)) {
    return { sight: seen.kind === 'out' ? { kind: 'out' } : unread(entry), doubtful: true };
  }
  const sight = await memberSight(seen, looker);
  // The listing may lack the phone ids that the group itself tells.
  return { sight, doubtful: lacksSuccessor(sight.facts) && entry.participants.some(isNamedByLidAlone) };
}

/** For what nobody has the time to ask: its exit looks. */
export function unread({ community }: Pick<Group, 'community'>): Sight {
  return { kind: 'unread', community };
}

/**
 * Asks the group itself, as the second source.
 * @param listed what the listing shows
 * @throws {GatewayFailure}
 */
export async function readAgain(groupId: string, listed: Sight, looker: Looker): Promise<Sight> {
  const reading = await looker.instance.gateway.group(groupId, looker.call);
  const seen: Seen =
    reading.kind === 'absent' ? { kind: 'out', source: reading.code, shown: false } : seenIn(reading.group, looker.me);
  switch (seen.kind) {
    case 'out':
      return listed.kind === 'out' ? { kind: 'out' } : disagreement();
    case 'unclear':
      return { kind: 'unclear', code: seen.code, why: seen.why };
    case 'member':
      if (seen.group.participants.some(isAdmin)) return memberSight(seen, looker);
      return { kind: 'unclear', code: 'no-admin-shown', why: ADMINS_UNSEEN };
  }
}

/** Whether a reading that failed says nothing of the next group's; the number's own trouble concerns them all. */
export function concernsOneGroup(error: unknown): error is GatewayFailure {
  return error instanceof GatewayFailure && error.kind !== 'restricted';
}

async function memberSight(seen: Extract<Seen, { kind: 'member' }>, looker: Looker): Promise<Member> {
  const who = looker.candidates(seen.group.id);
  return { kind: 'member', facts: await factsOf(seen, { ...looker, who }) };
}

type Member = Extract<Sight, { kind: 'member' }>;

function disagreement(): Sight {
  const why = 'the listing shows the group, and the group says that the number is not in it';
  return { kind: 'unclear', code: 'sources-disagree', why };
}

function isNamedByLidAlone({ ids }: Participant): boolean {
  return ids.every((id) => id.endsWith('@lid'));
}
