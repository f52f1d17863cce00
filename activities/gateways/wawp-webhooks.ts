import { readEvent } from './parsing/departure-event.ts';
import { at, firstText } from './parsing/json-shapes.ts';
import { flatSessionEvent } from './parsing/session-event.ts';
import { verifySignature } from './parsing/webhook-signature.ts';
import { MalformedWebhook, type GatewayWebhooks } from './webhooks.ts';

/**
 * Wawp's webhooks: its `group.v2.leave` tells of any member, and its `session` is, in the documented examples, the word
 * `default` and not the instance, so the endpoint's own address and secret say which instance it is.
 */
export const wawpWebhooks: GatewayWebhooks = {
  verify: verifySignature,
  read(body, session) {
    const event = Array.isArray(body) ? only(body) : body;
    if (isLegacyStatus(event)) return flatSessionEvent(event);
    return readEvent(event, session, {
      unnamedLeave: 'unknown',
      belongsTo: (eventSession, expected) => [undefined, 'default', expected].includes(eventSession),
    });
  },
};

/** Wawp's older status event has no envelope: `{"instance_id","status",…}`. */
function isLegacyStatus(event: unknown): boolean {
  return (
    at(event, 'event') === undefined && Boolean(firstText(at(event, 'instance_id')) && firstText(at(event, 'status')))
  );
}

/** Wawp's own n8n node allows for a body that is a list. */
function only(events: unknown[]): unknown {
  if (events.length === 1) return events[0];
  throw new MalformedWebhook(`the body is a list of ${events.length} events: one is expected in each delivery`);
}
