import type { GatewayLimits } from '../gateways/gateway.ts';
import type { PacePolicy, Range } from './policy.ts';

const MINUTE_MS = 60_000;

/**
 * A policy that stays within what the gateway allows the number, where that is less. What else the number does there is not
 * known, so the gateway may still say "too many".
 */
export function withinLimits(policy: PacePolicy, limits: GatewayLimits): PacePolicy {
  const { spacingMs = 0 } = limits;
  const perMinute = exitsWithin(limits.groupRequestsPerMinute, limits.messagesPerMinute);
  const perDay = exitsWithin(limits.groupRequestsPerDay, limits.messagesPerDay);
  return {
    ...policy,
    gap: atLeast(Math.max(spacingMs, Math.ceil(MINUTE_MS / perMinute)), policy.gap),
    stepGap: atLeast(spacingMs, policy.stepGap),
    goodbyeToLeave: atLeast(spacingMs, policy.goodbyeToLeave),
    perHour: Math.min(policy.perHour, Math.max(1, Math.floor(perMinute * 60))),
    perDay: Math.min(policy.perDay, Math.max(1, Math.floor(perDay))),
  };
}

/**
 * An exit with every step makes 9 requests about its group where a webhook proves the departure, counted at the sandbox; the
 * readings that prove it otherwise, and a step that is looked at again, come on top.
 */
const GROUP_REQUESTS = 12;
const MESSAGES = 1;

function exitsWithin(groupRequests = Number.POSITIVE_INFINITY, messages = Number.POSITIVE_INFINITY): number {
  return Math.min(groupRequests / GROUP_REQUESTS, messages / MESSAGES);
}

/** Moved up as a whole, so that it stays as random as it was. */
function atLeast(leastMs: number, { minMs, maxMs }: Range): Range {
  const moreMs = Math.max(0, leastMs - minMs);
  return { minMs: minMs + moreMs, maxMs: maxMs + moreMs };
}
