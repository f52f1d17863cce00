import { accepted } from './failures/accepted-answer.ts';
import type { CallOptions, PersonId, WhatsAppGateway } from './gateway.ts';
import { parseGroupPage, readGroup } from './parsing/group-reading.ts';
import type { Answer } from './http/answer.ts';
import { createGatewayHttp, type GatewayHttpSettings, type GatewayRequest } from './http/http.ts';
import { inviteCodeIn } from './parsing/invite-code.ts';
import { at } from './parsing/json-shapes.ts';
import { operations, type Operation } from './failures/operation.ts';
import { readOwnMessages } from './parsing/own-messages.ts';
import { parseLimits } from './parsing/parse-limits.ts';
import { messageIdOf } from './parsing/parse-message.ts';
import { identitiesOf } from './parsing/parse-participants.ts';
import { parseSession } from './parsing/parse-session.ts';
import { whyNoSession } from './wawp-session.ts';
import { requireLeave, requireNoErrorAck, requirePromotion } from './parsing/write-answers.ts';
import { requireSetting } from './http/settings.ts';
import { unexpectedAnswer } from './failures/verdict.ts';

export interface WawpSettings extends Omit<GatewayHttpSettings, 'headers'> {
  /** The 12 characters that name the instance at Wawp. */
  instanceId: string;
  accessToken: string;
}

/**
 * Speaks Wawp's HTTP (v2) for one instance. Its group endpoints are those of WAHA, with `/v2` in front.
 * @throws {TypeError} when a setting cannot be used; it names the setting
 */
export function createWawpGateway(settings: WawpSettings): WhatsAppGateway {
  const { get, put, post } = createWawpCalls(settings);

  return {
    async session(options) {
      const answer = await post(operations.session, ['session', 'info'], {}, options);
      const session = parseSession(answer.json);
      if (!session) throw unexpectedAnswer(operations.session, 'status', answer);
      if (session.state !== 'working' || session.me.length > 0) return session;
      return { ...session, me: await whoWeAre(options) };
    },

    group(groupId, options) {
      return readGroup(groupId, {
        group: () => get(operations.group, ['groups', groupId], {}, options),
        participants: () => get(operations.group, ['groups', groupId, 'participants'], {}, options),
      });
    },

    async listGroups({ limit, offset }, options) {
      const query = { limit, offset, sortBy: 'id', sortOrder: 'asc' };
      return parseGroupPage(await get(operations.listing, ['groups'], query, options), limit);
    },

    /**
     * Wawp documents no such look-up. A number's own LID comes with its events and maybe with its session; where it does
     * not, a group that names people by LID says nothing about us.
     */
    async lidOf() {
      return undefined;
    },

    async inviteCode(groupId, options) {
      return inviteCodeIn(await get(operations.inviteCode, ['groups', groupId, 'invite-code'], {}, options));
    },

    /** No document shows how Wawp answers this, so no answer under a 2xx is odd: the read-back tells. */
    async setDescription(groupId, description, options) {
      const body = { id: groupId, description };
      await put(operations.description, ['groups', groupId, 'description'], body, options);
    },

    async promote(groupId, listedAs, options) {
      const body = { id: groupId, participants: [{ id: listedAs }] };
      requirePromotion(await post(operations.promotion, ['groups', groupId, 'admin', 'promote'], body, options));
    },

    /** Wawp takes no message id. */
    async newMessageId() {
      return undefined;
    },

    async sendText({ groupId, text }, options) {
      const body = { chatId: groupId, message: text };
      const answer = await post(operations.send, ['send', 'text'], body, options);
      requireNoErrorAck(answer);
      const messageId = messageIdOf(answer.json);
      if (!messageId) throw unexpectedAnswer(operations.send, 'message id', answer);
      return { messageId };
    },

    ownMessages(groupId, sinceMs, options) {
      return readOwnMessages((page) => {
        const query = { chatId: groupId, ...page, downloadMedia: false };
        return get(operations.messages, ['chats', 'messages'], query, options);
      }, sinceMs);
    },

    async leave(groupId, options) {
      const answer = await post(operations.leave, ['groups', groupId, 'leave'], { id: groupId }, options);
      requireLeave(answer, { nothing: 'is-unknown' });
    },

    async limits(options) {
      return parseLimits((await get(operations.limits, ['session', 'rate-limit'], {}, options)).json);
    },
  };

  async function whoWeAre(options?: CallOptions): Promise<PersonId[]> {
    const { json } = await get(operations.session, ['session', 'me'], {}, options);
    return identitiesOf(at(json, 'data') ?? json);
  }
}

/**
 * Where the credentials go: into the query where there is no body, else into the body. A query ends up in access logs,
 * and a form body is refused.
 */
function createWawpCalls(settings: WawpSettings) {
  const http = createGatewayHttp(settings);
  const credentials = {
    instance_id: requireSetting('instanceId', settings.instanceId),
    access_token: requireSetting('accessToken', settings.accessToken),
  };
  const once = async (request: GatewayRequest, options?: CallOptions): Promise<Answer> =>
    accepted(await http.send({ ...request, path: ['v2', ...request.path] }, options), request.operation, 'any-text');
  const info = (options?: CallOptions) =>
    once({ operation: operations.session, method: 'POST', path: ['session', 'info'], body: credentials }, options);
  const send = async (request: GatewayRequest, options?: CallOptions): Promise<Answer> => {
    try {
      return await once(request, options);
    } catch (error) {
      throw request.operation.name === 'session' ? error : await whyNoSession(error, () => info(options));
    }
  };
  type Fields = NonNullable<GatewayRequest['query']>;
  return {
    get: (operation: Operation, path: string[], query: Fields, options?: CallOptions) =>
      send({ operation, method: 'GET', path, query: { ...credentials, ...query } }, options),
    put: (operation: Operation, path: string[], body: object, options?: CallOptions) =>
      send({ operation, method: 'PUT', path, body: { ...credentials, ...body } }, options),
    post: (operation: Operation, path: string[], body: object, options?: CallOptions) =>
      send({ operation, method: 'POST', path, body: { ...credentials, ...body } }, options),
  };
}
