import type { Courier } from '../webhooks/courier.ts';
import { deliveryOf } from '../webhooks/envelope.ts';
import type { World } from '../world/world.ts';
import { handMadeEventSchema, type HandMadeEvent } from './schemas.ts';

/** A webhook was to be sent to a number that has no URL for it. */
export class NoWebhookUrl extends Error {
  override readonly name = 'NoWebhookUrl';
}

/**
 * Sends a webhook made by hand: no fault touches it.
 * @returns the event's id
 * @throws {z.ZodError} naming each wrong field; {NotInSandbox}; {NoWebhookUrl}
 */
export function sendEvent(world: World, courier: Courier, event: HandMadeEvent): string {
  const { envelope, signature, delayMs, instanceId, ...rest } = handMadeEventSchema.parse(event);
  const number = world.number(instanceId);
  if (!number.webhook.url) {
    throw new NoWebhookUrl(
      `The number "${instanceId}" has no webhook URL: set it with setWebhook or PUT /numbers/…/webhook.`,
    );
  }
  const usual = deliveryOf(number, { occurredAtMs: Date.now(), ...rest }, delayMs);
  const changed = { ...usual.envelope, ...envelope };
  const eventId = String(changed['id']);
  courier.send({ ...usual, signature, eventId, envelope: changed });
  return eventId;
}
