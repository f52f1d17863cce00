/**
 * The port to a gateway's webhooks: verify the raw body, then read it into domain events. Pure: no I/O, no clock.
 */

import type { Session } from './gateway.ts';

/** We left a group, or somebody did. */
export interface DepartureEvent {
  kind: 'departure';
  /** The gateway's id of the event: the same over retries and over several URLs. */
  eventId: string;
  groupId: string;
  /** Whether the event names our own identity (phone id or LID): only `yes` can be a proof. */
  ours: 'yes' | 'no' | 'unknown';
  /** When it happened by WhatsApp's clock, ms since epoch; where an engine tells only the second, the last ms of it. */
  occurredAtMs: number;
}

/** The number's session changed, or WhatsApp restricts the number. */
export interface SessionEvent {
  kind: 'session';
  state: Session['state'];
  /** What WhatsApp restricts although the session may work: the code of the failures that it causes. */
  restriction?: { code: string; untilMs?: number };
  /** ms since epoch. */
  occurredAtMs: number;
}

/** An event that nothing here waits for. */
export interface UnusedEvent {
  kind: 'unused';
  /** The gateway's name of it, and why it is not used. */
  name: string;
  why: string;
}

export type GatewayEvent = DepartureEvent | SessionEvent | UnusedEvent;

/** `unsigned`: there is no signature at all; `forged`: there is one and no secret makes it. */
export type Signature = 'valid' | 'unsigned' | 'forged';

export interface GatewayWebhooks {
  /**
   * Checks the signature in constant time against each secret (several, for rotation).
   * @param rawBody the bytes as received, before any parsing
   */
  verify(rawBody: Uint8Array, headers: Headers, secrets: readonly string[]): Signature;
  /**
   * Reads a parsed body.
   * @param body what `JSON.parse` made of the raw body
   * @param session the name of the session (or the instance) this endpoint belongs to; another one's event is unused
   * @throws {@link MalformedWebhook} when the body is not an event of this gateway
   */
  read(body: unknown, session: string): GatewayEvent;
}

/** The body is no event of this gateway; the message names the field. */
export class MalformedWebhook extends Error {
  override readonly name = 'MalformedWebhook';
}
