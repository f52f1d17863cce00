import { samePerson } from './gateways/identity.ts';
import type { CallOptions, Group, Participant, PersonId, WhatsAppGateway } from './gateways/gateway.ts';
import type { Instance, Instances } from './instances/instances.ts';
import type { Ports } from './ports.ts';
import type { GroupInput } from './save-invite-code.ts';

/** Who may inherit a group, ranked: of the request, else the group, its resignation, the client, the instance. */
export interface Candidates {
  clientId?: string;
  successors: PersonId[];
}

/**
 * The same question with the successors that its resignation or the group's row names, where the request names none, and with the
 * client of the row where it names none. They are read here and not handed on by workflows: phone numbers must not be in an
 * activity's result.
 */
export async function withNamed<Who extends Candidates & GroupInput>(
  who: Who,
  { resignations, memberships }: Pick<Ports, 'resignations' | 'memberships'>,
): Promise<Who> {
  if (who.successors.length > 0) return who;
  const clientId = who.clientId ?? (await memberships.membership(who))?.clientId ?? undefined;
  return { ...who, clientId, successors: await resignations.successorsOf(who) };
}

/** The ranked list that applies. */
export function rankedSuccessors(
  { clientId, successors }: Candidates,
  instance: Instance,
  instances: Instances,
): PersonId[] {
  if (successors.length > 0) return successors;
  const ofClient = clientId === undefined ? [] : instances.successorsOfClient(clientId);
  return ofClient.length > 0 ? ofClient : instance.successors;
}

export interface PresentSuccessor {
  /** Place in the ranked list, from 1. */
  rank: number;
  participant: Participant;
}

/**
 * The candidates that are in the group, best first. A phone id is looked up as LID where the group hides phone numbers.
 * @param own identities of our own numbers: none of them can be a successor
 */
export async function presentSuccessors(
  ranked: PersonId[],
  group: Group,
  own: PersonId[],
  gateway: WhatsAppGateway,
  call: CallOptions,
): Promise<PresentSuccessor[]> {
  const hidesPhones = group.participants.some(({ ids }) => ids.every((id) => id.endsWith('@lid')));
  const present: PresentSuccessor[] = [];
  for (const [index, candidate] of ranked.entries()) {
    const find = (ids: PersonId[]) => group.participants.find((participant) => samePerson(participant.ids, ids));
    const lid =
      hidesPhones && !find([candidate]) && !candidate.endsWith('@lid')
        ? await gateway.lidOf(candidate, call)
        : undefined;
    const participant = find(lid ? [candidate, lid] : [candidate]);
    if (participant && !samePerson(participant.ids, own)) present.push({ rank: index + 1, participant });
  }
  return present;
}

export function isAdmin({ role }: Participant): boolean {
  return role !== 'participant';
}
