import { webhooksOf } from '../../activities/gateways/registered-webhooks.ts';
import { MalformedWebhook, type GatewayEvent } from '../../activities/gateways/webhooks.ts';
import type { GatewayKind } from '../../activities/instances/instances.ts';
import { Refusal } from './refusal.ts';

/** Gateways' own are a fifth of it; they end up in receipts. */
const LONGEST_EVENT_ID = 200;

/**
 * Refuses what is not signed with one of the secrets. Where the gateway can't sign, there are none to ask for.
 * @returns whether the body is proven to be the gateway's
 * @throws {Refusal}
 */
export function proveSignature(
  gateway: GatewayKind,
  rawBody: Uint8Array,
  headers: Headers,
  secrets: readonly string[],
): boolean {
  if (secrets.length === 0) return false;
  const signature = webhooksOf[gateway].verify(rawBody, headers, secrets);
  if (signature === 'unsigned') throw new Refusal(401, 'there is no signature: set the secret at the gateway');
  if (signature === 'forged') throw new Refusal(401, 'the signature is not of this body with our secret');
  return true;
}

/** @throws {Refusal} without a word of what the body says */
export function readEvent(gateway: GatewayKind, rawBody: Uint8Array, session: string): GatewayEvent {
  const body = parseJson(rawBody);
  try {
    const event = webhooksOf[gateway].read(body, session);
    if (event.kind === 'departure' && event.eventId.length > LONGEST_EVENT_ID)
      throw new Refusal(400, `id: it is over ${LONGEST_EVENT_ID} characters`);
    return event;
  } catch (error) {
    throw error instanceof MalformedWebhook ? new Refusal(400, error.message) : error;
  }
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    // Its message would quote the body.
    throw new Refusal(400, 'the body is no JSON');
  }
}
