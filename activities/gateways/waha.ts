import { accepted } from './failures/accepted-answer.ts';
import type { CallOptions, WhatsAppGateway } from './gateway.ts';
import { parseGroupPage, readGroup } from './parsing/group-reading.ts';
import type { Answer } from './http/answer.ts';
import { createGatewayHttp, type GatewayHttpSettings, type GatewayRequest } from './http/http.ts';
import { inviteCodeIn } from './parsing/invite-code.ts';
import { lidLookUp } from './lid-look-up.ts';
import { whereOffered } from './offered.ts';
import { operations } from './failures/operation.ts';
import { readOwnMessages, showsAnyMessage } from './parsing/own-messages.ts';
import { messageIdOf } from './parsing/parse-message.ts';
import { parseSession } from './parsing/parse-session.ts';
import { requireDescription, requireLeave, requireNoErrorAck, requirePromotion } from './parsing/write-answers.ts';
import { requireSetting } from './http/settings.ts';
import { unexpectedAnswer } from './failures/verdict.ts';

export interface WahaSettings extends Omit<GatewayHttpSettings, 'headers'> {
  apiKey: string;
  /** The name of the session at WAHA: one WhatsApp number. */
  session: string;
}

/**
 * Speaks WAHA's HTTP (2024 to 2026.8) for one session, with any of its engines: which one answers is seen in the answers.
 * @throws {TypeError} when a setting cannot be used; it names the setting
 */
export function createWahaGateway(settings: WahaSettings): WhatsAppGateway {
  const session = requireSetting('session', settings.session);
  const headers = { 'x-api-key': requireSetting('apiKey', settings.apiKey) };
  const http = createGatewayHttp({ ...settings, headers });
  const call = async (request: GatewayRequest, options?: CallOptions): Promise<Answer> =>
    accepted(await http.send(request, options), request.operation);
  const groupPath = (groupId: string, ...rest: string[]) => ['api', session, 'groups', groupId, ...rest];
  const [whereNewIds, whereParticipantsV2] = [whereOffered(), whereOffered()];
  const lids = lidLookUp((phoneId, options) => {
    const path = ['api', session, 'lids', 'pn', phoneId];
    return call({ operation: operations.lid, method: 'GET', path }, options);
  });

  return {
    async session(options) {
      const path = ['api', 'sessions', session];
      const answer = await call({ operation: operations.session, method: 'GET', path }, options);
      const read = parseSession(answer.json);
      if (!read) throw unexpectedAnswer(operations.session, 'status', answer);
      return read.state === 'working' ? { ...read, me: await lids.withOwnLid(read.me, options) } : read;
    },

    group(groupId, options) {
      const get = (path: string[]) => call({ operation: operations.group, method: 'GET', path }, options);
      return readGroup(groupId, {
        group: () => get(groupPath(groupId)),
        participants: () => get(groupPath(groupId, 'participants')),
        participantsV2: () => whereParticipantsV2(() => get(groupPath(groupId, 'participants', 'v2'))),
      });
    },

    async listGroups({ limit, offset }, options) {
      const query = { limit, offset, sortBy: 'id', sortOrder: 'asc' };
      const path = ['api', session, 'groups'];
      return parseGroupPage(await call({ operation: operations.listing, method: 'GET', path, query }, options), limit);
    },

    lidOf: lids.lidOf,

    async inviteCode(groupId, options) {
      const path = groupPath(groupId, 'invite-code');
      return inviteCodeIn(await call({ operation: operations.inviteCode, method: 'GET', path }, options));
    },

    async setDescription(groupId, description, options) {
      const path = groupPath(groupId, 'description');
      const body = { description };
      requireDescription(await call({ operation: operations.description, method: 'PUT', path, body }, options));
    },

    async promote(groupId, listedAs, options) {
      const path = groupPath(groupId, 'admin', 'promote');
      const body = { participants: [{ id: listedAs }] };
      requirePromotion(await call({ operation: operations.promotion, method: 'POST', path, body }, options));
    },

    async newMessageId(options) {
      const path = ['api', session, 'new-message-id'];
      return whereNewIds(async () => {
        const { json } = await call({ operation: operations.messageId, method: 'GET', path }, options);
        return messageIdOf(json);
      });
    },

    async sendText({ groupId, text, messageId }, options) {
      // A link preview is fetched before the message goes out, which lengthens the time the send may be in doubt.
      const body = { session, chatId: groupId, text, linkPreview: false, ...(messageId && { id: messageId }) };
      const path = ['api', 'sendText'];
      const answer = await call({ operation: operations.send, method: 'POST', path, body }, options);
      requireNoErrorAck(answer);
      // WEBJS 2025.6 answered an accepted send with nothing (WAHA #1087); anything else without an id is no yes.
      const sent = messageIdOf(answer.json) ?? (answer.text.trim() === '' ? messageId : undefined);
      if (!sent) throw unexpectedAnswer(operations.send, 'message id', answer);
      return { messageId: sent };
    },

    async ownMessages(groupId, sinceMs, options) {
      const path = ['api', session, 'chats', groupId, 'messages'];
      const read = (choice: GatewayRequest['query']) => {
        const query = { ...choice, downloadMedia: false, sortBy: 'timestamp', sortOrder: 'desc' };
        return call({ operation: operations.messages, method: 'GET', path, query }, options);
      };
      const filter = { 'filter.fromMe': true, 'filter.timestamp.gte': Math.floor(sinceMs / 1000) };
      const own = await readOwnMessages((page) => read({ ...page, ...filter }), sinceMs);
      if (own !== 'nothing-shown') return own;
      // The filter hides what others wrote: whether anything is to be seen takes a look without it.
      return showsAnyMessage(await read({ limit: 1 })) ? [] : own;
    },

    async leave(groupId, options) {
      const path = groupPath(groupId, 'leave');
      const answer = await call({ operation: operations.leave, method: 'POST', path }, options);
      requireLeave(answer, { nothing: 'is-yes' });
    },
  };
}
