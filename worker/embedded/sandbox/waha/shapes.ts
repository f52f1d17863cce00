import { isAdmin, listedAs } from '../world/rules.ts';
import type { Chat } from '../world/chat.ts';
import type { Member, Message, SandboxGroup, SandboxNumber } from '../world/types.ts';

/** An id as whatsapp-web.js spells it out. */
function wid(id: string) {
  const [user = '', server = ''] = id.split('@');
  return { server, user, _serialized: id };
}

export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}

/** `MeInfo`. */
export function meInfo(number: SandboxNumber) {
  return {
    id: number.phoneId,
    ...(number.tellsLid ? { lid: number.lid } : {}),
    jid: `${wid(number.phoneId).user}:7@s.whatsapp.net`,
    pushName: number.pushName,
  };
}

export function participant(group: SandboxGroup, member: Member) {
  return {
    id: wid(listedAs(group, member)),
    isAdmin: isAdmin(member),
    isSuperAdmin: member.role === 'superadmin',
  };
}

/** `participants/v2`: the listed id, and the phone's where it is told. */
export function participantV2(group: SandboxGroup, member: Member) {
  return { id: listedAs(group, member), pn: group.phonesHidden ? null : member.phoneId, role: member.role };
}

/** A group chat of whatsapp-web.js. */
export function groupChat(number: SandboxNumber, chat: Chat) {
  const { group, lastMessage } = chat;
  const lastAt = seconds(lastMessage?.sentAtMs ?? group.createdAtMs);
  return {
    groupMetadata: groupMetadata(chat),
    id: wid(group.id),
    name: group.name,
    isGroup: true,
    isReadOnly: chat.readOnly,
    unreadCount: 0,
    timestamp: lastAt,
    archived: false,
    pinned: false,
    isMuted: false,
    muteExpiration: 0,
    lastMessage: lastMessage && waMessage(number, lastMessage),
  };
}

function groupMetadata({ group, participants }: Chat) {
  const owner = group.members.find((member) => member.role === 'superadmin');
  return {
    id: wid(group.id),
    creation: seconds(group.createdAtMs),
    owner: owner && wid(listedAs(group, owner)),
    subject: group.name,
    subjectTime: seconds(group.createdAtMs),
    desc: group.description,
    descId: group.description === '' ? undefined : '3AFB17203CC63ADB8D35',
    restrict: group.infoAdminOnly,
    announce: group.announceOnly,
    noFrequentlyForwarded: false,
    ephemeralDuration: 0,
    membershipApprovalMode: false,
    size: participants.length,
    support: false,
    suspended: false,
    terminated: false,
    isParentGroup: group.community === 'parent',
    defaultSubgroup: group.community === 'announcement',
    parentGroup: group.parentId && wid(group.parentId),
    participants: participants.map((member) => participant(group, member)),
    pendingParticipants: [],
    pastParticipants: [],
  };
}

/** A message id as WhatsApp Web serializes it: in groups the author is its fourth part. */
export function serializedId(number: SandboxNumber, message: Message): string {
  return `${message.author === number.phoneId}_${message.groupId}_${message.stanzaId}_${message.author}`;
}

/** `WAMessage`. */
export function waMessage(number: SandboxNumber, message: Message) {
  const fromMe = message.author === number.phoneId;
  return {
    id: serializedId(number, message),
    timestamp: seconds(message.sentAtMs),
    from: fromMe ? message.author : message.groupId,
    fromMe,
    source: fromMe ? 'api' : 'app',
    to: fromMe ? message.groupId : number.phoneId,
    participant: message.author,
    body: message.text,
    hasMedia: false,
    media: null,
    ack: 1,
    ackName: 'SERVER',
  };
}
