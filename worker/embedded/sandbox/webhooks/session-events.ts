import type { SandboxNumber, SessionStatus } from '../world/types.ts';
import type { GatewayEvent } from './envelope.ts';

/**
 * `session.status`, alike on both gateways.
 * @param data what WAHA adds about restrictions of the account
 */
export function sessionStatusEvent(
  { session, status }: SandboxNumber,
  before: SessionStatus,
  atMs: number,
  data: object = {},
): GatewayEvent {
  const statuses = [before, status].map((one) => ({ status: one, timestamp: atMs }));
  return { event: 'session.status', payload: { name: session, status, statuses, data }, occurredAtMs: atMs };
}
