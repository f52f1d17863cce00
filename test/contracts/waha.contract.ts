import { z } from 'zod';
import type { Contract } from './contract.ts';

const openApi = "WAHA's OpenAPI document, 2026.7";
const nothing = z.strictObject({});
const groupId = z.string().regex(/^[\d-]+@g\.us$/);
const personId = z.string().regex(/^\d+@(c\.us|lid)$/);
const number = z.string().regex(/^\d+$/);
const boolean = z.enum(['true', 'false']);
const page = { limit: number, offset: number.optional() };

/** What WAHA documents of the endpoints that an exit uses. The key is asked for in the header, so that no log of addresses has it. */
export const wahaContract: Contract = {
  headers: z.looseObject({ 'x-api-key': z.string().min(1) }),
  endpoints: {
    session: { method: 'GET', path: '/api/sessions/{session}', query: nothing, source: openApi },
    'list groups': {
      method: 'GET',
      path: '/api/{session}/groups',
      query: z.strictObject({
        ...page,
        sortBy: z.enum(['id', 'subject']).optional(),
        sortOrder: z.enum(['asc', 'desc']).optional(),
        exclude: z.literal('participants').optional(),
      }),
      source: openApi,
    },
    group: { method: 'GET', path: '/api/{session}/groups/{groupId}', query: nothing, source: openApi },
    participants: {
      method: 'GET',
      path: '/api/{session}/groups/{groupId}/participants',
      query: nothing,
      source: openApi,
    },
    'participants v2': {
      method: 'GET',
      path: '/api/{session}/groups/{groupId}/participants/v2',
      query: nothing,
      source: `${openApi}; since 2025.11.1`,
    },
    leave: { method: 'POST', path: '/api/{session}/groups/{groupId}/leave', query: nothing, source: openApi },
    promote: {
      method: 'POST',
      path: '/api/{session}/groups/{groupId}/admin/promote',
      query: nothing,
      body: z.strictObject({ participants: z.array(z.strictObject({ id: personId })).min(1) }),
      source: openApi,
    },
    description: {
      method: 'PUT',
      path: '/api/{session}/groups/{groupId}/description',
      query: nothing,
      // GOWS refuses an empty one.
      body: z.strictObject({ description: z.string().min(1).max(2048) }),
      source: `${openApi}; WAHA's sources for GOWS`,
    },
    'invite code': {
      method: 'GET',
      path: '/api/{session}/groups/{groupId}/invite-code',
      query: nothing,
      source: openApi,
    },
    send: {
      method: 'POST',
      path: '/api/sendText',
      query: nothing,
      body: z.strictObject({
        session: z.string().min(1),
        chatId: groupId,
        text: z.string().min(1),
        id: z.string().min(1).optional(),
        linkPreview: z.boolean().optional(),
      }),
      source: openApi,
    },
    'new message id': { method: 'GET', path: '/api/{session}/new-message-id', query: nothing, source: openApi },
    messages: {
      method: 'GET',
      path: '/api/{session}/chats/{groupId}/messages',
      query: z.strictObject({
        ...page,
        // Media is downloaded unless one says no, and that takes minutes.
        downloadMedia: z.literal('false'),
        'filter.timestamp.gte': number.optional(),
        'filter.timestamp.lte': number.optional(),
        'filter.fromMe': boolean.optional(),
        sortBy: z.literal('timestamp').optional(),
        sortOrder: z.enum(['asc', 'desc']).optional(),
      }),
      source: openApi,
    },
    lid: { method: 'GET', path: '/api/{session}/lids/pn/{phone}', query: nothing, source: openApi },
  },
};
