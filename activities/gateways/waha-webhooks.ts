import { readEvent } from './parsing/departure-event.ts';
import { verifySignature } from './parsing/webhook-signature.ts';
import type { GatewayWebhooks } from './webhooks.ts';

/** WAHA's webhooks: its `group.v2.leave` is only ever about ourselves and names nobody. */
export const wahaWebhooks: GatewayWebhooks = {
  verify: verifySignature,
  read: (body, session) =>
    readEvent(body, session, {
      unnamedLeave: 'yes',
      belongsTo: (eventSession, expected) => eventSession === expected,
    }),
};
