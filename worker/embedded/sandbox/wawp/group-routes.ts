import { bare, json } from '../http/answer.ts';
import { chatIn, describing, groupOf, pageOf, participantIds, textIn } from '../http/plan.ts';
import type { Call, Route } from '../http/route.ts';
import { groupChat } from '../waha/shapes.ts';
import type { Chat } from '../world/chat.ts';
import { isAdmin, leave, listedAs, promote } from '../world/rules.ts';
import { indexed } from './indexed.ts';

const GROUP = '/v2/groups/:id';
const OK = { ok: true };

/**
 * Wawp's group calls. What its documents leave open is answered as WAHA on WEBJS would; arrays are objects keyed by index,
 * as the vendor's examples have them.
 */
export const wawpGroupRoutes: Route[] = [
  {
    method: 'GET',
    path: '/v2/groups',
    operation: 'list-groups',
    plan: (call) => {
      const chats = call.chats();
      if (call.request.query.get('sortOrder')?.toLowerCase() === 'desc') chats.reverse();
      return { answer: json(indexed(pageOf(chats, call.request.query).map((chat) => shown(call, chat)))) };
    },
  },
  {
    method: 'GET',
    path: GROUP,
    operation: 'group',
    plan: (call) => ({ answer: json(shown(call, chatIn(call))) }),
  },
  {
    method: 'GET',
    path: `${GROUP}/participants`,
    operation: 'participants',
    plan: (call) => {
      const { group, participants } = chatIn(call);
      const list = participants.map((member) => ({
        id: listedAs(group, member),
        isAdmin: isAdmin(member),
        isSuperAdmin: member.role === 'superadmin',
      }));
      return { answer: json(indexed(list)) };
    },
  },
  {
    method: 'POST',
    path: `${GROUP}/leave`,
    operation: 'leave',
    plan: (call) => {
      textIn(call.request.body, 'id');
      const outcome = leave(groupOf(call), call.number.phoneId);
      return { outcome, answer: outcome.effect === 'none' ? call.refuse('not-a-member') : json(OK) };
    },
  },
  {
    method: 'POST',
    path: `${GROUP}/admin/promote`,
    operation: 'promote',
    plan: (call) => {
      const { body } = call.request;
      textIn(body, 'id');
      return { outcome: promote(groupOf(call), call.number.phoneId, participantIds(body)), answer: json(OK) };
    },
  },
  {
    method: 'PUT',
    path: `${GROUP}/description`,
    operation: 'describe',
    plan: (call) => {
      const outcome = describing(call);
      return { outcome, answer: json({ ok: outcome.effect === 'described' }) };
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
    method: 'GET',
    path: `${GROUP}/invite-code`,
    operation: 'invite-code',
    plan: (call) => ({ answer: bare(chatIn(call).inviteCode) }),
  },
];

function shown(call: Call, chat: Chat) {
  const like = groupChat(call.number, chat);
  const participants = indexed(like.groupMetadata.participants);
  return { ...like, groupMetadata: { ...like.groupMetadata, participants } };
}
