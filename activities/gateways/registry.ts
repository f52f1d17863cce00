import type { GatewayKind } from '../instances/instances.ts';
import type { WhatsAppGateway } from './gateway.ts';
import { webhooksOf } from './registered-webhooks.ts';
import { createWahaGateway } from './waha.ts';
import { createWawpGateway } from './wawp.ts';
import type { GatewayWebhooks } from './webhooks.ts';

/**
 * Every kind of gateway: how its adapter is made and how its webhooks are read. A new gateway is its adapter, its
 * webhooks, its name in `GatewayKind`, and a line here and in `registered-webhooks.ts`; the compiler asks for both.
 */
export const gateways = {
  waha: { create: createWahaGateway, webhooks: webhooksOf.waha },
  wawp: { create: createWawpGateway, webhooks: webhooksOf.wawp },
} satisfies Record<GatewayKind, { create: (settings: never) => WhatsAppGateway; webhooks: GatewayWebhooks }>;
