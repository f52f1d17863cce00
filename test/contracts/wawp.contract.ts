import { z } from 'zod';
import type { Contract } from './contract.ts';

const credentials = { instance_id: z.string().min(1), access_token: z.string().min(1) };
const nothing = z.strictObject({});
const inQuery = z.strictObject(credentials);
const groupId = z.string().regex(/^[\d-]+@g\.us$/);
const number = z.string().regex(/^\d+$/);
const page = { limit: number, offset: number };

const documents = "Wawp's API documents, v2";
const asWaha = "WAHA's endpoint of the same name, which Wawp's mirrors; not written down by Wawp";

/**
 * What Wawp documents of the endpoints that an exit uses. Its own samples put the credentials into the query of every call; of
 * a call with a body they are taken from the body as well, where no log of addresses has them.
 */
export const wawpContract: Contract = {
  headers: z.looseObject({}),
  endpoints: {
    session: {
      method: 'POST',
      path: '/v2/session/info',
      query: nothing,
      body: z.strictObject(credentials),
      source: documents,
    },
    me: { method: 'GET', path: '/v2/session/me', query: inQuery, source: documents },
    'list groups': {
      method: 'GET',
      path: '/v2/groups',
      query: inQuery.extend({ ...page, sortBy: z.literal('id'), sortOrder: z.enum(['asc', 'desc']) }).strict(),
      source: asWaha,
    },
    group: { method: 'GET', path: '/v2/groups/{groupId}', query: inQuery, source: asWaha },
    participants: { method: 'GET', path: '/v2/groups/{groupId}/participants', query: inQuery, source: documents },
    leave: {
      method: 'POST',
      path: '/v2/groups/{groupId}/leave',
      query: nothing,
      body: z.strictObject({ ...credentials, id: groupId }),
      source: "Wawp's page about leaving a group",
    },
    promote: {
      method: 'POST',
      path: '/v2/groups/{groupId}/admin/promote',
      query: nothing,
      body: z.strictObject({
        ...credentials,
        id: groupId,
        participants: z.array(z.strictObject({ id: z.string().regex(/^\d+@(c\.us|lid)$/) })).min(1),
      }),
      source: documents,
    },
    description: {
      method: 'PUT',
      path: '/v2/groups/{groupId}/description',
      query: nothing,
      body: z.strictObject({ ...credentials, id: groupId, description: z.string().min(1).max(2048) }),
      source: documents,
    },
    'invite code': { method: 'GET', path: '/v2/groups/{groupId}/invite-code', query: inQuery, source: documents },
    send: {
      method: 'POST',
      path: '/v2/send/text',
      query: nothing,
      body: z.strictObject({ ...credentials, chatId: groupId, message: z.string().min(1).max(4096) }),
      source: documents,
    },
    limits: { method: 'GET', path: '/v2/session/rate-limit', query: inQuery, source: documents },
    messages: {
      method: 'GET',
      path: '/v2/chats/messages',
      // Filters are not documented, and the chat is named in the query.
      query: inQuery.extend({ ...page, chatId: groupId, downloadMedia: z.literal('false') }).strict(),
      source: documents,
    },
  },
};
