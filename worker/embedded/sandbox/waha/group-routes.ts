import { bare, json } from '../http/answer.ts';
import { chatIn, describing, groupOf, pageOf, participantIds } from '../http/plan.ts';
import type { Call, Route } from '../http/route.ts';
import { leave, promote, type Outcome } from '../world/rules.ts';
import { hasParticipantsV2 } from '../world/release.ts';
import { phoneIdOf } from './engines/jid.ts';
import { engineOf } from './engines/of.ts';

const GROUP = '/api/:session/groups/:id';

/** WAHA's group calls, with the answers of the number's engine. */
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
    plan: (call) => ({ answer: json(engineOf(call.number).group(call.number, chatIn(call), true)) }),
  },
  {
    method: 'GET',
    path: `${GROUP}/participants`,
    operation: 'participants',
    plan: (call) => {
      const chat = chatIn(call);
      const engine = engineOf(call.number);
      return { answer: json(chat.participants.map((member) => engine.participant(chat.group, member))) };
    },
  },
  {
    method: 'GET',
    path: `${GROUP}/participants/v2`,
    operation: 'participants-v2',
    plan: (call) => {
      if (!hasParticipantsV2(call.number)) return { answer: noSuchRoute(call) };
      const chat = chatIn(call);
      const engine = engineOf(call.number);
      return { answer: json(chat.participants.map((member) => engine.participantV2(chat.group, member))) };
    },
  },
  {
    // No engine says anything, whether there was something to leave or not.
    method: 'POST',
    path: `${GROUP}/leave`,
    operation: 'leave',
    plan: (call) => ({ outcome: leaving(call), answer: bare(undefined) }),
  },
  {
    method: 'POST',
    path: `${GROUP}/admin/promote`,
    operation: 'promote',
    plan: (call) => {
      const ids = participantIds(call.request.body);
      const outcome = promote(groupOf(call), call.number.phoneId, ids.map(phoneIdOf));
      return { outcome, answer: engineOf(call.number).promoted(call, outcome, ids) };
    },
  },
  {
    method: 'PUT',
    path: `${GROUP}/description`,
    operation: 'describe',
    plan: (call) => {
      const outcome = describing(call);
      return { outcome, answer: engineOf(call.number).described(call, outcome) };
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
    plan: (call) => ({ answer: engineOf(call.number).inviteCode(call, chatIn(call)) }),
  },
];

function listed(call: Call) {
  const { query } = call.request;
  const chats = call.chats();
  if (query.get('sortBy') === 'subject') chats.sort((a, b) => a.group.name.localeCompare(b.group.name));
  if (query.get('sortOrder') === 'desc') chats.reverse();
  const withParticipants = !query.getAll('exclude').includes('participants');
  const engine = engineOf(call.number);
  const shown = (chat: (typeof chats)[number]) => engine.group(call.number, chat, withParticipants);
  return engine.list(pageOf(chats, query).map((chat) => ({ id: chat.group.id, shown: shown(chat) })));
}

/** WEBJS needs the chat. The others just tell WhatsApp, and do not look at what it says about the one group. */
function leaving(call: Call): Outcome {
  const { world, groupId, number } = call;
  const group = engineOf(number).leavesChatsOnly ? groupOf(call) : world.findGroup(groupId);
  return group ? leave(group, number.phoneId) : { effect: 'none', why: 'not-a-member' };
}

function noSuchRoute({ request }: Call) {
  return json({ message: `Cannot ${request.method} ${request.path}`, error: 'Not Found', statusCode: 404 }, 404);
}
