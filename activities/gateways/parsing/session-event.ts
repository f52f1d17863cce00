import type { SessionEvent, UnusedEvent } from '../webhooks.ts';
import { at, isRecord } from './json-shapes.ts';
import { parseSession } from './parse-session.ts';
import { toMs } from './timestamps.ts';
import { unused } from './unused-event.ts';

const NAME = 'session.status';

/**
 * Reads `session.status`, alike on both gateways; WAHA adds in `data` what WhatsApp restricts. One that does not say
 * what became of the session, or when, is of no use to anybody.
 */
export function sessionEvent({ payload, timestamp }: Record<string, unknown>): SessionEvent | UnusedEvent {
  return sessionSeen(payload, toMs(timestamp), restrictionIn(at(payload, 'data')));
}

/** Wawp's older status event has no envelope: `{"instance_id","status","ts"}`. */
export function flatSessionEvent(event: unknown): SessionEvent | UnusedEvent {
  return sessionSeen(event, toMs(at(event, 'ts')), undefined);
}

function sessionSeen(
  holder: unknown,
  occurredAtMs: number | undefined,
  restriction: SessionEvent['restriction'],
): SessionEvent | UnusedEvent {
  const session = parseSession({ status: at(holder, 'status') });
  if (!session) return unused(NAME, 'it names no state');
  if (occurredAtMs === undefined) return unused(NAME, 'it does not say when');
  const { state } = session;
  return { kind: 'session', state, occurredAtMs, ...(restriction && { restriction }) };
}

/** By WAHA's documents: it may not write to strangers for a while, or has used up its messages. */
function restrictionIn(data: unknown): SessionEvent['restriction'] {
  const { reachoutTimelock: timelock, messageCapping: capping } = isRecord(data) ? data : {};
  if (at(timelock, 'isActive') === true)
    return { code: 'account-restricted', ...until(at(timelock, 'timeEnforcementEnds')) };
  if (at(capping, 'cappingStatus') === 'CAPPED') return { code: 'message-cap', ...until(at(capping, 'cycleEnd')) };
  return undefined;
}

function until(time: unknown): { untilMs?: number } {
  const untilMs = toMs(time);
  return untilMs === undefined ? {} : { untilMs };
}
