import { bare, json } from '../../http/answer.ts';
import { groupChat, participant, participantV2, seconds, waMessage } from '../shapes.ts';
import type { WahaEngine } from './engine.ts';

/** WhatsApp Web in a browser (whatsapp-web.js): it swallows refusals, and keeps the chats of groups that were left. */
export const webjs: WahaEngine = {
  name: 'WEBJS',
  list: (groups) => groups.map(({ shown }) => shown),
  group(number, chat, withParticipants) {
    const shown = groupChat(number, chat);
    if (withParticipants) return shown;
    const { participants: _, ...groupMetadata } = shown.groupMetadata;
    return { ...shown, groupMetadata };
  },
  participant,
  participantV2,
  phoneIdInEvents: (group, person) => (group.phonesHidden ? null : person.phoneId),
  eventTime: seconds,
  // This status always: unknown ids are dropped (WAHA #1264, #1029).
  promoted: () => json({ status: 200 }),
  described: (_call, outcome) => bare(outcome.effect === 'described'),
  // Without admin rights the refusal is swallowed: 200 and an empty body.
  inviteCode: (_call, chat) => bare(chat.inviteCode),
  sent: (number, _group, message) => waMessage(number, message),
  message: (number, _group, message) => waMessage(number, message),
  exception: ({ message, code }) => ({
    message,
    ...(code === undefined ? {} : { data: code }),
    name: 'Error',
    stack: `Error: ${message}\n    at sandbox`,
  }),
  noSuchChat: () => ({ message: "Cannot read properties of undefined (reading 'isGroup')" }),
  leavesChatsOnly: true,
};
