import { operations } from '../failures/operation.ts';
import { unexpectedAnswer } from '../failures/verdict.ts';
import { GatewayFailure } from '../gateway-failure.ts';
import type { Participant } from '../gateway.ts';
import type { Answer } from '../http/answer.ts';
import { samePerson } from '../identity.ts';
import { parseParticipants } from './parse-participants.ts';

/** Where a gateway tells participants by themselves. */
export interface ParticipantSources {
  participants: () => Promise<Answer>;
  /** The list with phone id, LID and role of each; where the server has none, `undefined`. */
  participantsV2?: () => Promise<Answer | undefined>;
}

/**
 * The participants of a group that was found. Where it names nobody (WAHA #1471) they are asked for; where it names all of
 * them by LID, the newer list is asked for their phone ids. Who is in, and as what, stays the group's own word.
 * @throws {GatewayFailure} when the group names nobody and the gateway cannot tell just now
 */
export async function participantsFrom(listed: Participant[], ask: ParticipantSources): Promise<Participant[]> {
  if (!listed.every(isNamedByLidAlone)) return listed;
  const newer = await newerList(ask);
  if (listed.length > 0) return listed.map((participant) => withIdentitiesOf(newer, participant));
  return newer.length > 0 ? newer : olderList(ask);
}

function isNamedByLidAlone({ ids }: Participant): boolean {
  return ids.every((id) => id.endsWith('@lid'));
}

/** Empty where it cannot be had, for whatever reason: it only adds to what another list tells. */
async function newerList({ participantsV2 }: ParticipantSources): Promise<Participant[]> {
  try {
    const answer = await participantsV2?.();
    return (answer && parseParticipants(answer.json)) ?? [];
  } catch (error) {
    if (error instanceof GatewayFailure) return [];
    throw error;
  }
}

function withIdentitiesOf(newer: Participant[], participant: Participant): Participant {
  const same = newer.find(({ ids }) => samePerson(ids, participant.ids));
  return { ...participant, ids: [...new Set([...participant.ids, ...(same?.ids ?? [])])] };
}

/** Empty where the gateway refuses: of the group itself it has told, and empty means "not told". */
async function olderList(ask: ParticipantSources): Promise<Participant[]> {
  let answer: Answer;
  try {
    answer = await ask.participants();
  } catch (error) {
    if (error instanceof GatewayFailure && (error.kind === 'gone' || error.kind === 'final')) return [];
    throw error;
  }
  const participants = parseParticipants(answer.json);
  if (participants) return participants;
  throw unexpectedAnswer(operations.group, 'participant that can be read in each place of the list', answer);
}
