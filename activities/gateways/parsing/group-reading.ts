import type { Group, GroupPage, GroupReading, Participant } from '../gateway.ts';
import { GatewayFailure } from '../gateway-failure.ts';
import type { Answer } from '../http/answer.ts';
import { listOf } from './json-shapes.ts';
import { operations } from '../failures/operation.ts';
import { chatIdOf, isBareChat, isOutOfFetchAll, parseGroup } from './parse-group.ts';
import { participantsFrom, type ParticipantSources } from './participant-sources.ts';
import { unexpectedAnswer } from '../failures/verdict.ts';

export interface GroupSources extends ParticipantSources {
  group: () => Promise<Answer>;
}

/**
 * Reads one group, with all that the gateway tells of its participants.
 * @throws {GatewayFailure}
 */
export async function readGroup(groupId: string, ask: GroupSources): Promise<GroupReading> {
  const told = await orAbsent(ask.group);
  if ('kind' in told) return told;
  const { json, text } = told;
  // WEBJS answers nothing under 200 for a chat it does not know.
  if (json === null || text.trim() === '') return { kind: 'absent', code: 'empty-answer' };
  const group = parseGroup(json);
  if (group?.id !== groupId || isBareChat(json))
    throw unexpectedAnswer(operations.group, 'group that was asked for, with its participants', told);
  const participants: Participant[] = await participantsFrom(group.participants, ask);
  return { kind: 'found', group: { ...group, participants } };
}

/** That the gateway does not find the group is an answer too. */
async function orAbsent(ask: () => Promise<Answer>): Promise<Answer | { kind: 'absent'; code: string }> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GatewayFailure && error.kind === 'gone') return { kind: 'absent', code: error.code };
    throw error;
  }
}

/**
 * A page of the listing. Chats that are no groups are left out.
 * @throws {GatewayFailure} when an entry cannot be read: a listing with a hole could hide a group
 */
export function parseGroupPage(answer: Answer, limit: number): GroupPage {
  const entries = listOf(answer.json);
  if (!entries) throw unexpectedAnswer(operations.listing, 'list of groups', answer);
  const groups = entries.filter((entry) => chatIdOf(entry)?.endsWith('@g.us') ?? true).map(parseGroup);
  if (!groups.every((group): group is Group => group !== undefined)) {
    throw unexpectedAnswer(operations.listing, 'group that can be read in each place of the list', answer);
  }
  // More than asked for means that this version does not page at all, and has told everything.
  return { groups, more: entries.length === limit, answersGroups: entries.some(isOutOfFetchAll) };
}
