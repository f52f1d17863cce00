import type { Dispatcher } from 'undici';
import type { WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import { createWahaGateway } from '../../activities/gateways/waha.ts';
import { createWawpGateway } from '../../activities/gateways/wawp.ts';

export const GROUP = '120363000000000000@g.us';
export const SUCCESSOR = '5511999990123@c.us';
export const SECRETS = { apiKey: 'waha-key-hunter2', accessToken: 'wawp-token-hunter2' };

export function wahaAt(baseUrl: string, pool: Dispatcher, timeoutMs = 10_000): WhatsAppGateway {
  return createWahaGateway({ baseUrl, apiKey: SECRETS.apiKey, session: 'sales', timeoutMs, pool });
}

export function wawpAt(baseUrl: string, pool: Dispatcher, timeoutMs = 10_000): WhatsAppGateway {
  return createWawpGateway({
    baseUrl,
    instanceId: 'ABCDEF123456',
    accessToken: SECRETS.accessToken,
    timeoutMs,
    pool,
  });
}

/** Each operation of the port, called once. */
export const calls = {
  session: (gateway: WhatsAppGateway) => gateway.session(),
  group: (gateway: WhatsAppGateway) => gateway.group(GROUP),
  listGroups: (gateway: WhatsAppGateway) => gateway.listGroups({ limit: 2, offset: 0 }),
  lidOf: (gateway: WhatsAppGateway) => gateway.lidOf(SUCCESSOR),
  inviteCode: (gateway: WhatsAppGateway) => gateway.inviteCode(GROUP),
  setDescription: (gateway: WhatsAppGateway) => gateway.setDescription(GROUP, 'Private closing words'),
  promote: (gateway: WhatsAppGateway) => gateway.promote(GROUP, SUCCESSOR),
  newMessageId: (gateway: WhatsAppGateway) => gateway.newMessageId(),
  sendText: (gateway: WhatsAppGateway) => gateway.sendText({ groupId: GROUP, text: 'Private goodbye' }),
  ownMessages: (gateway: WhatsAppGateway) => gateway.ownMessages(GROUP, 1_700_000_000_500),
  leave: (gateway: WhatsAppGateway) => gateway.leave(GROUP),
  limits: async (gateway: WhatsAppGateway) => gateway.limits?.(),
} satisfies Record<keyof WhatsAppGateway, (gateway: WhatsAppGateway) => Promise<unknown>>;

export type CallName = keyof typeof calls;
