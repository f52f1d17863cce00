import type { TurnFailure, TurnOver, TurnRequest } from '../../activities/turns.ts';
import { looksLikePhone } from '../phone-like.ts';
import type { PauseOrder, SessionSeen } from './messages.ts';

/**
 * Readers of what signals bring. A person may send them from the Temporal UI, with anything in them or nothing: what cannot
 * be used must not wedge the number.
 */

export function heardRequest(value: unknown): TurnRequest | undefined {
  const { workflowId, askId, urgency, finishing, askedAtMs } = fieldsOf<TurnRequest>(value);
  if (!isText(workflowId) || !isText(askId) || !isTime(askedAtMs) || !isUrgency(urgency)) return undefined;
  return { workflowId, askId, urgency, finishing: finishing === true, askedAtMs };
}

export function heardOver(value: unknown): TurnOver | undefined {
  const { workflowId, askId, failure } = fieldsOf<TurnOver>(value);
  if (!isText(workflowId)) return undefined;
  return { workflowId, askId: textOr(askId), failure: heardFailure(failure) };
}

function heardFailure(value: unknown): TurnFailure | undefined {
  const { kind, code, message, untilMs } = fieldsOf<TurnFailure>(value);
  if (kind !== 'restricted' && kind !== 'slow-down' && kind !== 'failed') return undefined;
  return { kind, code: textOr(code) ?? 'unknown', message: textOr(message) ?? kind, untilMs: timeOr(untilMs) };
}

/** Whatever it says, somebody wants the number to stop. */
export function heardPause(value: unknown): PauseOrder {
  const { reason, pausedBy, untilMs } = fieldsOf<PauseOrder>(value);
  const name = textOr(pausedBy);
  return {
    reason: textOr(reason),
    pausedBy: name !== undefined && looksLikePhone(name) ? undefined : name,
    untilMs: timeOr(untilMs),
  };
}

const states: readonly unknown[] = ['working', 'starting', 'needs-login', 'stopped', 'failed'];

export function heardSession(value: unknown): SessionSeen | undefined {
  const { state, restriction, atMs } = fieldsOf<SessionSeen>(value);
  if (state === undefined || !states.includes(state) || !isTime(atMs)) return undefined;
  const { code, untilMs } = fieldsOf<NonNullable<SessionSeen['restriction']>>(restriction);
  return { state, atMs, restriction: isText(code) ? { code, untilMs: timeOr(untilMs) } : undefined };
}

function fieldsOf<T>(value: unknown): Partial<T> {
  return typeof value === 'object' && value !== null ? value : {};
}

function isUrgency(value: unknown): value is TurnRequest['urgency'] {
  return value === 'expiry' || value === 'milestone' || value === 'request' || value === 'inactivity';
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function textOr(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
}

function timeOr(value: unknown): number | undefined {
  return isTime(value) ? value : undefined;
}
