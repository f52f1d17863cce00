import type { Group, GroupPage, GroupReading, Participant } from '../gateway.ts';
import { GatewayFailure, type FailureKind } from '../gateway-failure.ts';
import type { Answer } from '../http/http.ts';
import { listOf } from './json-shapes.ts';
import { operations } from '../failures/operation.ts';
import { chatIdOf, parseGroup } from './parse-group.ts';
import { parseParticipants } from './parse-participants.ts';
import { unexpectedAnswer } from '../failures/verdict.ts';

/**
 * Runs a call whose refusal is an answer too.
 * @returns what `otherwise` makes of a failure of one of the kinds; others are thrown on
 */
async function unlessRefused<Result>(
  call: () => Promise<Result>,
  kinds: readonly FailureKind[],
  otherwise: (failure: GatewayFailure) => Result,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof GatewayFailure && kinds.includes(error.kind)) return otherwise(error);
    throw error;
  }
}

/**
 * Reads one group. Where the gateway tells it without participants (WAHA #1471), they are asked for by themselves.
 * @throws {GatewayFailure}
 */
export async function readGroup(
  groupId: string,
  ask: { group(): Promise<Answer>; participants(): Promise<Answer> },
): Promise<GroupReading> {
  const read = async (): Promise<GroupReading> => {
    const { json, text } = await ask.group();
    // WEBJS answers nothing under 200 for a chat it does not know.
    if (json === null || text.trim() === '') return { kind: 'absent', code: 'empty-answer' };
    const group = parseGroup(json);
    if (group?.id !== groupId)
      throw unexpectedAnswer(operations.group, 'group that was asked for, with its participants');
    if (group.participants.length > 0) return { kind: 'found', group };
    return { kind: 'found', group: { ...group, participants: await participantsOf(ask) } };
  };
  return unlessRefused(read, ['gone'], ({ code }) => ({ kind: 'absent', code }));
}

/** Empty where the gateway refuses: of the group itself it has told, and empty means "not told". */
async function participantsOf(ask: { participants(): Promise<Answer> }): Promise<Participant[]> {
  const read = async () => parseParticipants((await ask.participants()).json);
  const participants = await unlessRefused(read, ['gone', 'final'], () => []);
  if (!participants) throw unexpectedAnswer(operations.group, 'participant that can be read in each place of the list');
  return participants;
}

/**
 * A page of the listing. Chats that are no groups are left out.
 * @throws {GatewayFailure} when an entry cannot be read: a listing with a hole could hide a group
 */
export function parseGroupPage(json: unknown, limit: number): GroupPage {
  const entries = listOf(json);
  if (!entries) throw unexpectedAnswer(operations.listing, 'list of groups');
  const groups = entries.filter((entry) => chatIdOf(entry)?.endsWith('@g.us') ?? true).map(parseGroup);
  if (!groups.every((group): group is Group => group !== undefined)) {
    throw unexpectedAnswer(operations.listing, 'group that can be read in each place of the list');
  }
  // More than asked for means that this version does not page at all, and has told everything.
  return { groups, more: entries.length === limit };
}
