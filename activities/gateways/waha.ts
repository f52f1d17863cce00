import { accepted } from './failures/accepted-answer.ts';
import type { CallOptions, WhatsAppGateway } from './gateway.ts';
import { GatewayFailure } from './gateway-failure.ts';
import { parseGroupPage, readGroup } from './parsing/group-reading.ts';
import { createGatewayHttp, type Answer, type GatewayHttpSettings, type GatewayRequest } from './http/http.ts';
import { normalisePersonId } from './identity.ts';
import { inviteCodeIn } from './parsing/invite-code.ts';
import { at } from './parsing/json-shapes.ts';
import { operations } from './failures/operation.ts';
import { readOwnMessages } from './parsing/own-messages.ts';
import { messageIdOf } from './parsing/parse-message.ts';
import { parseSession } from './parsing/parse-session.ts';
import { requireSetting } from './http/settings.ts';
import { unexpectedAnswer } from './failures/verdict.ts';

export interface WahaSettings extends Omit<GatewayHttpSettings, 'headers'> {
  apiKey: string;
  /** The name of the session at WAHA: one WhatsApp number. */
  session: string;
}

/**
 * Speaks WAHA's HTTP (2024 to 2026.8, engine WEBJS) for one session.
 * @throws {TypeError} when a setting cannot be used; it names the setting
 */
export function createWahaGateway(settings: WahaSettings): WhatsAppGateway {
  const session = requireSetting('session', settings.session);
  const headers = { 'x-api-key': requireSetting('apiKey', settings.apiKey) };
  const http = createGatewayHttp({ ...settings, headers });
  const call = async (request: GatewayRequest, options?: CallOptions): Promise<Answer> =>
    accepted(await http.send(request, options), request.operation);
  const groupPath = (groupId: string, ...rest: string[]) => ['api', session, 'groups', groupId, ...rest];

  return {
    async session(options) {
      const path = ['api', 'sessions', session];
      const { json } = await call({ operation: operations.session, method: 'GET', path }, options);
      const read = parseSession(json);
      if (!read) throw unexpectedAnswer(operations.session, 'status');
      return read;
    },

    group(groupId, options) {
      const get = (path: string[]) => call({ operation: operations.group, method: 'GET', path }, options);
      return readGroup(groupId, {
        group: () => get(groupPath(groupId)),
        participants: () => get(groupPath(groupId, 'participants')),
      });
    },

    async listGroups({ limit, offset }, options) {
      const query = { limit, offset, sortBy: 'id', sortOrder: 'asc' };
      const path = ['api', session, 'groups'];
      const { json } = await call({ operation: operations.listing, method: 'GET', path, query }, options);
      return parseGroupPage(json, limit);
    },

    async lidOf(phoneId, options) {
      const path = ['api', session, 'lids', 'pn', phoneId];
      const lid = await whereOffered(async () => {
        const { json } = await call({ operation: operations.lid, method: 'GET', path }, options);
        return at(json, 'lid');
      });
      return typeof lid === 'string' ? normalisePersonId(lid) : undefined;
    },

    async inviteCode(groupId, options) {
      const path = groupPath(groupId, 'invite-code');
      return inviteCodeIn(await call({ operation: operations.inviteCode, method: 'GET', path }, options));
    },

    async setDescription(groupId, description, options) {
      const path = groupPath(groupId, 'description');
      await call({ operation: operations.description, method: 'PUT', path, body: { description } }, options);
    },

    async promote(groupId, listedAs, options) {
      const path = groupPath(groupId, 'admin', 'promote');
      const body = { participants: [{ id: listedAs }] };
      await call({ operation: operations.promotion, method: 'POST', path, body }, options);
    },

    async newMessageId(options) {
      const path = ['api', session, 'new-message-id'];
      return whereOffered(async () => {
        const { json } = await call({ operation: operations.messageId, method: 'GET', path }, options);
        return messageIdOf(json);
      });
    },

    async sendText({ groupId, text, messageId }, options) {
      // A link preview is fetched before the message goes out, which lengthens the time the send may be in doubt.
      const body = { session, chatId: groupId, text, linkPreview: false, ...(messageId && { id: messageId }) };
      const path = ['api', 'sendText'];
      const { json } = await call({ operation: operations.send, method: 'POST', path, body }, options);
      const sent = messageIdOf(json) ?? messageId;
      // WEBJS 2025.6 answered an accepted send with nothing (WAHA #1087).
      if (!sent) throw unexpectedAnswer(operations.send, 'message id');
      return { messageId: sent };
    },

    ownMessages(groupId, sinceMs, options) {
      const path = ['api', session, 'chats', groupId, 'messages'];
      const filter = { 'filter.fromMe': true, 'filter.timestamp.gte': Math.floor(sinceMs / 1000) };
      return readOwnMessages(async (page) => {
        const query = { ...page, ...filter, downloadMedia: false, sortBy: 'timestamp', sortOrder: 'desc' };
        const { json } = await call({ operation: operations.messages, method: 'GET', path, query }, options);
        return json;
      }, sinceMs);
    },

    async leave(groupId, options) {
      await call({ operation: operations.leave, method: 'POST', path: groupPath(groupId, 'leave') }, options);
    },
  };
}

/** Older servers and some engines lack an endpoint; without it there is simply nothing to know. */
async function whereOffered<Result>(call: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof GatewayFailure && ['not-implemented', 'not-found'].includes(error.code)) return undefined;
    throw error;
  }
}
