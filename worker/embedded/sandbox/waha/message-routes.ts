import { json } from '../http/answer.ts';
import { BadRequest, groupOf, numberIn, pageOf, sayOnce, textIn } from '../http/plan.ts';
import type { Call, Route } from '../http/route.ts';
import { newStanzaId } from '../world/act.ts';
import type { Message } from '../world/types.ts';
import { engineOf } from './engines/of.ts';
import { seconds } from './shapes.ts';

const MESSAGES = '/api/:session/chats/:id/messages';

/** WAHA's calls about messages. */
export const wahaMessageRoutes: Route[] = [
  {
    method: 'GET',
    path: '/api/:session/new-message-id',
    operation: 'new-message-id',
    plan: () => ({ answer: json({ id: newStanzaId() }) }),
  },
  {
    // With an `id` made beforehand the same message can be asked for twice and is said once.
    method: 'POST',
    path: '/api/sendText',
    operation: 'send-text',
    groupIn: (request) => request.body['chatId'],
    plan: (call) => {
      const { body } = call.request;
      const outcome = sayOnce(call, textIn(body, 'text'), body['id'] === undefined ? undefined : textIn(body, 'id'));
      if (outcome.effect === 'none' && outcome.why !== 'already-said') {
        return { outcome, answer: call.refuse(outcome.why) };
      }
      return { outcome, answer: json(engineOf(call.number).sent(call.number, groupOf(call), outcome.message), 201) };
    },
  },
  {
    method: 'GET',
    path: MESSAGES,
    operation: 'messages',
    plan: (call) => ({ answer: json(selected(call).map((message) => shown(call, message))) }),
  },
  {
    method: 'GET',
    path: `${MESSAGES}/:messageId`,
    operation: 'message',
    plan: (call) => {
      const wanted = call.request.params['messageId'];
      const message = messagesOf(call).find((one) => [one.stanzaId, shown(call, one).id].includes(wanted ?? ''));
      if (message) return { answer: json(shown(call, message)) };
      return { answer: json({ message: 'Message not found', error: 'Not Found', statusCode: 404 }, 404) };
    },
  },
];

/** Also of a group that was left: the engines keep what they have of it. */
function messagesOf(call: Call): Message[] {
  return call.world.messages(groupOf(call).id);
}

function shown(call: Call, message: Message) {
  return engineOf(call.number).message(call.number, groupOf(call), message);
}

/** `limit` is required; times are in seconds and inclusive; newest first unless asked otherwise. */
function selected(call: Call): Message[] {
  const { query } = call.request;
  if (numberIn(query, 'limit') === undefined) throw new BadRequest('limit must be a number');
  const from = numberIn(query, 'filter.timestamp.gte') ?? 0;
  const to = numberIn(query, 'filter.timestamp.lte') ?? Infinity;
  const fromMe = query.get('filter.fromMe');
  const messages = messagesOf(call).filter((message) => {
    const at = seconds(message.sentAtMs);
    return at >= from && at <= to && (fromMe === null || fromMe === String(message.author === call.number.phoneId));
  });
  if (query.get('sortOrder') !== 'asc') messages.reverse();
  return pageOf(messages, query);
}
