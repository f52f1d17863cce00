import { bare, json } from '../../http/answer.ts';
import { BadRequest } from '../../http/plan.ts';
import { isAdmin, listedAs } from '../../world/rules.ts';
import type { Member, SandboxGroup } from '../../world/types.ts';
import { serializedId, waMessage } from '../shapes.ts';
import type { WahaEngine } from './engine.ts';
import { jid, phoneIdOf } from './jid.ts';

/** Go's zero time, as its JSON has it. */
const NEVER = '0001-01-01T00:00:00Z';

/** whatsmeow behind gRPC: Go's field names, refusals as text, an invite link instead of a code. */
export const gows: WahaEngine = {
  name: 'GOWS',
  list: (groups) => groups.map(({ shown }) => shown),
  group(_number, { group, participants }, withParticipants) {
    const owner = group.members.find((member) => member.role === 'superadmin');
    const created = new Date(group.createdAtMs).toISOString();
    return {
      JID: group.id,
      OwnerJID: owner ? jid(listedAs(group, owner)) : '',
      OwnerPN: owner && !group.phonesHidden ? jid(owner.phoneId) : '',
      Name: group.name,
      NameSetAt: created,
      Topic: group.description,
      TopicID: group.description === '' ? '' : '3AFB17203CC63ADB8D35',
      TopicSetAt: group.description === '' ? NEVER : created,
      IsLocked: group.infoAdminOnly,
      IsAnnounce: group.announceOnly,
      IsParent: group.community === 'parent',
      IsDefaultSubGroup: group.community === 'announcement',
      LinkedParentJID: group.parentId ?? '',
      IsJoinApprovalRequired: false,
      AddressingMode: group.addressing === 'lid' ? 'lid' : 'pn',
      GroupCreated: created,
      ParticipantCount: participants.length,
      ...(withParticipants ? { Participants: participants.map((member) => participant(group, member)) } : {}),
    };
  },
  participant: (group, member) => participant(group, member),
  participantV2: (group, member) => ({
    id: listedAs(group, member),
    pn: group.phonesHidden ? '' : member.phoneId,
    role: member.role,
  }),
  // The event has nothing but the listed ids.
  phoneIdInEvents: (group, person) => (group.addressing === 'lid' ? null : person.phoneId),
  eventTime: (ms) => ms,
  promoted(call, outcome, ids) {
    if (outcome.effect === 'none' && (outcome.why === 'not-a-member' || outcome.why === 'not-an-admin')) {
      return call.refuse(outcome.why);
    }
    const group = outcome.effect === 'promoted' ? outcome.group : call.world.group(call.groupId);
    return json(ids.map((id) => promotion(group, phoneIdOf(id))));
  },
  described(call, outcome) {
    if (call.request.body['description'] === '') {
      throw new BadRequest('GOWS does not support empty group description.');
    }
    return outcome.effect === 'none' ? call.refuse(outcome.why) : bare(undefined);
  },
  inviteCode: (call, { inviteCode }) =>
    inviteCode === undefined ? call.refuse('not-authorized') : bare(`https://chat.whatsapp.com/${inviteCode}`),
  // The sender is always our phone id here, whatever identity the group is listed by.
  sent: (number, _group, message) => ({ id: serializedId(number, message), _data: null }),
  message(number, group, message) {
    const author = [...group.members, ...group.pastMembers].find((one) => one.phoneId === message.author);
    const participantId = author ? listedAs(group, author) : message.author;
    const id = `${message.author === number.phoneId}_${message.groupId}_${message.stanzaId}_${participantId}`;
    return { ...waMessage(number, message), id, participant: participantId };
  },
  exception({ message, code }) {
    const details = code === undefined ? message : `info query returned status ${code}: ${message}`;
    const text = `2 UNKNOWN: ${details}`;
    return { code: 2, details, message: text, name: 'Error', stack: `Error: ${text}\n    at sandbox` };
  },
  noSuchChat: (_groupId, hasLeft) =>
    hasLeft ? { message: 'forbidden', code: 403 } : { message: 'item-not-found', code: 404 },
  leavesChatsOnly: false,
};

function participant(group: SandboxGroup, member: Member, error = 0): object {
  return {
    JID: jid(listedAs(group, member)),
    PhoneNumber: group.phonesHidden ? '' : jid(member.phoneId),
    LID: member.lid,
    IsAdmin: isAdmin(member),
    IsSuperAdmin: member.role === 'superadmin',
    DisplayName: '',
    Error: error,
  };
}

/** A participant as the group has it now, or with WhatsApp's code in `Error` where it knows none by this id. */
function promotion(group: SandboxGroup, id: string): object {
  const member = group.members.find((one) => listedAs(group, one) === id);
  if (member) return participant(group, member);
  return { JID: jid(id), PhoneNumber: '', LID: '', IsAdmin: false, IsSuperAdmin: false, DisplayName: '', Error: 404 };
}
