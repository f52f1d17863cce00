import { bare, json } from '../http/answer.ts';
import { chatIn, describing, groupOf, pageOf, participantIds } from '../http/plan.ts';
import type { Call, Route } from '../http/route.ts';
import type { Chat } from '../world/chat.ts';
import { leave, promote } from '../world/rules.ts';
import { groupChat, participant, participantV2 } from './shapes.ts';

const GROUP = '/api/:session/groups/:id';

/** WAHA's group calls, with the answers of its engine WEBJS. */
export const wahaGroupRoutes: Route[] = [
  {
    method: 'GET',
    path: '/api/:session/groups',
    operation: 'list-groups',
    plan: (call) => ({ answer: json(listed(call)) }),
  },
  {
    method: 'GET',
    path: '/api/:session/groups/count',
    operation: 'count-groups',
    plan: (call) => ({ answer: json({ count: call.chats().length }) }),
  },
  {
    method: 'GET',
    path: GROUP,
    operation: 'group',
    plan: (call) => ({ answer: json(groupChat(call.number, chatIn(call))) }),
  },
  {
    method: 'GET',
    path: `${GROUP}/participants`,
    operation: 'participants',
    plan: (call) => {
      const chat = chatIn(call);
      return { answer: json(chat.participants.map((member) => participant(chat.group, member))) };
    },
  },
  {
    method: 'GET',
    path: `${GROUP}/participants/v2`,
    operation: 'participants-v2',
    plan: (call) => {
      const chat = chatIn(call);
      return { answer: json(chat.participants.map((member) => participantV2(chat.group, member, member.role))) };
    },
  },
  {
    // The engine leaves on the client's side and returns nothing, whether there was something to leave or not.
    method: 'POST',
    path: `${GROUP}/leave`,
    operation: 'leave',
    plan: (call) => ({ outcome: leave(groupOf(call), call.number.phoneId), answer: bare(undefined) }),
  },
  {
    // whatsapp-web.js answers with this status always: unknown ids are dropped (WAHA #1264, #1029).
    method: 'POST',
    path: `${GROUP}/admin/promote`,
    operation: 'promote',
    plan: (call) => ({
      outcome: promote(groupOf(call), call.number.phoneId, participantIds(call.request.body)),
      answer: json({ status: 200 }),
    }),
  },
  {
    method: 'PUT',
    path: `${GROUP}/description`,
    operation: 'describe',
    plan: (call) => {
      const outcome = describing(call);
      return { outcome, answer: bare(outcome.effect === 'described') };
    },
  },
  {
    method: 'GET',
    path: `${GROUP}/settings/security/info-admin-only`,
    operation: 'info-admin-only',
    plan: (call) => ({ answer: json({ adminsOnly: chatIn(call).group.infoAdminOnly }) }),
  },
  {
    method: 'GET',
    path: `${GROUP}/settings/security/messages-admin-only`,
    operation: 'messages-admin-only',
    plan: (call) => ({ answer: json({ adminsOnly: chatIn(call).group.announceOnly }) }),
  },
  {
    // Without admin rights the engine swallows the refusal: 200 and an empty body.
    method: 'GET',
    path: `${GROUP}/invite-code`,
    operation: 'invite-code',
    plan: (call) => ({ answer: bare(chatIn(call).inviteCode) }),
  },
];

function listed(call: Call) {
  const { query } = call.request;
  const chats = call.chats();
  if (query.get('sortBy') === 'subject') chats.sort((a, b) => a.group.name.localeCompare(b.group.name));
  if (query.get('sortOrder') === 'desc') chats.reverse();
  const withoutParticipants = query.getAll('exclude').includes('participants');
  return pageOf(chats, query).map((chat) =>
    withoutParticipants ? bareChat(call, chat) : groupChat(call.number, chat),
  );
}

function bareChat(call: Call, chat: Chat) {
  const shown = groupChat(call.number, chat);
  const { participants: _, ...groupMetadata } = shown.groupMetadata;
  return { ...shown, groupMetadata };
}
