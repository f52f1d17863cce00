import { json } from '../http/answer.ts';
import { BadRequest, chatIn, pageOf, sayOnce, textIn } from '../http/plan.ts';
import type { Route } from '../http/route.ts';
import { seconds, waMessage } from '../waha/shapes.ts';
import type { Message } from '../world/types.ts';
import { indexed } from './indexed.ts';

const MESSAGE_LIMIT = 4096;

/** Wawp's calls about messages. It takes no message id, so sending twice is saying twice. */
export const wawpMessageRoutes: Route[] = [
  {
    method: 'POST',
    path: '/v2/send/text',
    operation: 'send-text',
    groupIn: (request) => request.body['chatId'],
    plan: (call) => {
      textIn(call.request.body, 'chatId');
      const text = textIn(call.request.body, 'message');
      if (text.length > MESSAGE_LIMIT) throw new BadRequest(`message must be at most ${MESSAGE_LIMIT} characters`);
      const outcome = sayOnce(call, text);
      if (outcome.effect === 'none' && outcome.why !== 'already-said') {
        return { outcome, answer: call.refuse(outcome.why) };
      }
      return { outcome, answer: json(rawMessage(outcome.message)) };
    },
  },
  {
    // The chat is in the query here; there is no filter by author or time.
    method: 'GET',
    path: '/v2/chats/messages',
    operation: 'messages',
    groupIn: (request) => request.query.get('chatId'),
    plan: (call) => {
      const newestFirst = call.world.messages(chatIn(call).group.id).reverse();
      const page = pageOf(newestFirst, call.request.query);
      return { answer: json(indexed(page.map((message) => waMessage(call.number, message)))) };
    },
  },
];

/** A message as whatsapp-web.js keeps it; the vendor's example has no author in the id. */
function rawMessage({ groupId, stanzaId, sentAtMs, text, author }: Message) {
  const id = { fromMe: true, remote: groupId, id: stanzaId, _serialized: `true_${groupId}_${stanzaId}` };
  return { _data: { id, body: text, type: 'chat', t: seconds(sentAtMs), from: author, to: groupId, ack: 0 } };
}
