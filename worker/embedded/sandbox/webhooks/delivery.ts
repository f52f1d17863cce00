import { randomInt, randomUUID } from 'node:crypto';
import type { GatewayName } from '../world/types.ts';
import type { Algorithm } from './sign.ts';

/** One event on its way to one URL. */
export interface Delivery {
  gateway: GatewayName;
  instanceId: string;
  groupId?: string;
  event: string;
  /** The same over retries and doubles. */
  eventId: string;
  /** The same over retries, another one for a double. */
  requestId: string;
  /** When it happened, ms since epoch. */
  occurredAtMs: number;
  /** The body, before it is serialized. */
  envelope: Record<string, unknown>;
  /** The gateway's own unless given. */
  algorithm?: Algorithm;
  /** Whether the body is an array with the envelope in it. */
  inArray?: boolean;
  signature: 'valid' | 'none' | 'forged';
  /** From the event to the first attempt, ms. */
  delayMs: number;
  /** The fault that had a hand in it. */
  fault?: string;
}

/** `evt_` and a ULID's 26 characters, as both gateways make them. */
export function newEventId(): string {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz';
  return `evt_01${Array.from({ length: 24 }, () => letters[randomInt(letters.length)]).join('')}`;
}

export function newRequestId(): string {
  return randomUUID();
}
