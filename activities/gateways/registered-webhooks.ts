import type { GatewayKind } from '../instances/instances.ts';
import { wahaWebhooks } from './waha-webhooks.ts';
import { wawpWebhooks } from './wawp-webhooks.ts';
import type { GatewayWebhooks } from './webhooks.ts';

/** The webhooks of each kind of gateway. Apart from the adapters, so that a backend that mounts the handler needs no HTTP client. */
export const webhooksOf: Record<GatewayKind, GatewayWebhooks> = {
  waha: wahaWebhooks,
  wawp: wawpWebhooks,
};
