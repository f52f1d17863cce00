import { bare, json } from '../../http/answer.ts';
import { listedAs } from '../../world/rules.ts';
import type { Member, Message, SandboxGroup, SandboxNumber } from '../../world/types.ts';
import { seconds, waMessage } from '../shapes.ts';
import type { WahaEngine } from './engine.ts';
import { jid, phoneIdOf } from './jid.ts';

/** Baileys: groups keyed by id, refusals as Boom errors whose `data` is WhatsApp's code, milliseconds in group events. */
export const noweb: WahaEngine = {
  name: 'NOWEB',
  list: (groups) => Object.fromEntries(groups.map(({ id, shown }) => [id, shown])),
  group(_number, { group, participants }, withParticipants) {
    const owner = group.members.find((member) => member.role === 'superadmin');
    return {
      id: group.id,
      addressingMode: group.addressing === 'lid' ? 'lid' : 'pn',
      subject: group.name,
      subjectTime: seconds(group.createdAtMs),
      size: participants.length,
      creation: seconds(group.createdAtMs),
      owner: owner && jid(listedAs(group, owner)),
      ...(group.description === '' ? {} : { desc: group.description, descId: '3AFB17203CC63ADB8D35' }),
      linkedParent: group.parentId,
      restrict: group.infoAdminOnly,
      announce: group.announceOnly,
      isCommunity: group.community === 'parent',
      isCommunityAnnounce: group.community === 'announcement',
      joinApprovalMode: false,
      memberAddMode: false,
      ...(withParticipants ? { participants: participants.map((member) => participant(group, member)) } : {}),
    };
  },
  participant,
  // WAHA takes `pn` from Baileys' `phoneNumber`, which is there in groups listed by LID only.
  participantV2: (group, member) => ({
    id: listedAs(group, member),
    ...(group.addressing === 'lid' && !group.phonesHidden ? { pn: member.phoneId } : {}),
    role: member.role,
  }),
  phoneIdInEvents: (group, person) => (group.phonesHidden ? null : person.phoneId),
  eventTime: (ms) => ms,
  promoted(call, outcome, ids) {
    if (outcome.effect === 'none' && (outcome.why === 'not-a-member' || outcome.why === 'not-an-admin')) {
      return call.refuse(outcome.why);
    }
    const status = (id: string) => (isListed(call.world.group(call.groupId), id) ? '200' : '404');
    return json(ids.map((id) => ({ status: status(phoneIdOf(id)), jid: jid(id), content: {} })));
  },
  described: (call, outcome) => (outcome.effect === 'none' ? call.refuse(outcome.why) : bare(undefined)),
  inviteCode: (call, { inviteCode }) => (inviteCode === undefined ? call.refuse('not-authorized') : bare(inviteCode)),
  sent: (number, group, message) => noweb.message(number, group, message),
  message: (number, _group, message) => ({
    ...waMessage(number, message),
    id: messageId(number, message),
    participant: message.author === number.phoneId ? null : message.author,
    _data: { key: { remoteJid: message.groupId, fromMe: message.author === number.phoneId, id: message.stanzaId } },
  }),
  exception: ({ message, code }) => ({
    message,
    ...(code === undefined ? {} : { data: code, isBoom: true, isServer: true, output: { statusCode: 500 } }),
    name: 'Error',
    stack: `Error: ${message}\n    at sandbox`,
  }),
  noSuchChat: (groupId) => ({ message: `Group with id '${groupId}' not found` }),
  leavesChatsOnly: false,
};

/** Baileys names the other identity where it knows it: `phoneNumber` in groups listed by LID, `lid` in the others. */
function participant(group: SandboxGroup, member: Member): object {
  const admin = member.role === 'participant' ? null : member.role;
  if (group.addressing === 'phone') return { id: jid(member.phoneId), lid: member.lid, admin };
  return { id: member.lid, ...(group.phonesHidden ? {} : { phoneNumber: jid(member.phoneId) }), admin };
}

function isListed(group: SandboxGroup, id: string): boolean {
  return group.members.some((member) => listedAs(group, member) === id);
}

/** Our own messages have no participant in their key: the id has three parts then, others' have four. */
function messageId(number: SandboxNumber, { author, groupId, stanzaId }: Message): string {
  const fromMe = author === number.phoneId;
  return fromMe ? `true_${groupId}_${stanzaId}` : `false_${groupId}_${stanzaId}_${author}`;
}
