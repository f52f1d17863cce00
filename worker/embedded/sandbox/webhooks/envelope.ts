import { meInfo } from '../waha/shapes.ts';
import { environmentOf } from '../waha/dialect.ts';
import type { SandboxNumber } from '../world/types.ts';
import { newEventId, newRequestId, type Delivery } from './delivery.ts';

/** An event as its gateway names and shapes it. */
export interface GatewayEvent {
  event: string;
  groupId?: string;
  payload: Record<string, unknown>;
  occurredAtMs: number;
}

/** Puts an event into its gateway's envelope. Wawp's lacks the environment; else they are alike. */
export function deliveryOf(number: SandboxNumber, event: GatewayEvent, delayMs: number): Delivery {
  const eventId = newEventId();
  const envelope = {
    id: eventId,
    timestamp: event.occurredAtMs,
    event: event.event,
    session: number.session,
    metadata: {},
    me: meInfo(number),
    payload: event.payload,
    engine: number.engine,
    ...(number.gateway === 'waha' ? { environment: environmentOf(number) } : {}),
  };
  const { gateway, instanceId } = number;
  const requestId = newRequestId();
  return { ...event, gateway, instanceId, eventId, requestId, envelope, signature: 'valid', delayMs };
}
