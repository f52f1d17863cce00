import type { TurnFailure } from '../activities/turns.ts';
import type { StepFailure } from './step-failure.ts';

/** A gateway, or a session, that is away: it is worth another look after this long. */
const PASSING_MS = 3_600_000;

/** The one way to be unclear about a membership that is not about this group alone. */
const EMPTY_LISTING = 'empty-listing';
/** Refusals that the next group has nothing to do with. */
const ofTheGroup = ['not-admin', 'group-not-found', 'item-not-found'];

/** What a step's failure says about the number; nothing where only this group is concerned, or our own side. Pure. */
export function turnFailure(failure: StepFailure, nowMs: number): TurnFailure | undefined {
  const { type, code, message, retryAfterMs } = failure;
  const untilMs = retryAfterMs === undefined ? undefined : nowMs + retryAfterMs;
  if (type === 'NumberRestricted') return { kind: 'restricted', code, message, untilMs };
  if (isSlowDown(failure)) return { kind: 'slow-down', code, message, untilMs };
  if (type === 'GatewayRetry' || code === EMPTY_LISTING)
    return { kind: 'failed', code, message, untilMs: untilMs ?? nowMs + PASSING_MS };
  const counts = (type === 'GatewayFinal' && !ofTheGroup.includes(code)) || type === 'UnknownOutcome';
  return counts ? { kind: 'failed', code, message } : undefined;
}

/** Whether the gateway, or WhatsApp behind it, limits the rate. */
export function isSlowDown({ type, code, retryAfterMs }: StepFailure): boolean {
  return type === 'GatewayRetry' && (retryAfterMs !== undefined || code === 'rate-overlimit' || code === 'quota');
}
