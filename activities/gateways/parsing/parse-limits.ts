import type { GatewayLimits } from '../gateway.ts';
import { at, firstText, isRecord, listOf } from './json-shapes.ts';

/**
 * The limits of the policy in use, of Wawp's `session/rate-limit`. Its documents name the fields of a policy's `limits` and say
 * that there is a list of policies, but not where the answer names the one in use: wherever it stands is taken.
 * @returns `undefined` when no limit of the policy in use is to be found
 */
export function parseLimits(value: unknown): GatewayLimits | undefined {
  const answer = at(value, 'data') ?? value;
  const fields = fieldsOf(answer);
  if (fields === undefined) return undefined;
  const number = (key: string, unit = 1) => {
    const told = Number(fields[key] ?? Number.NaN);
    // "Unlimited" is among the policies, and 0 cannot mean "never".
    return told > 0 && told < Number.POSITIVE_INFINITY ? told * unit : undefined;
  };
  const limits = {
    groupRequestsPerMinute: number('group_req_per_minute'),
    groupRequestsPerDay: number('group_daily_cap'),
    messagesPerMinute: number('send_message_per_minute'),
    messagesPerDay: number('send_message_daily_cap'),
    spacingMs: number('account_protection_seconds', 1_000),
  };
  const told = Object.entries(limits).filter(([, limit]) => limit !== undefined);
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}

function fieldsOf(answer: unknown): Record<string, unknown> | undefined {
  const inUse = ['current_policy', 'policy', 'current'].map((key) => at(answer, key)).find(isRecord);
  const listed = policyNamed(slugOf(answer), at(answer, 'policies'));
  return [inUse, listed, answer].flatMap((policy) => [at(policy, 'limits'), policy]).find(hasLimits);
}

function slugOf(answer: unknown): string | undefined {
  const places = ['policy_slug', 'current_policy', 'policy', 'current'].map((key) => at(answer, key));
  return firstText(...places.flatMap((place) => [place, at(place, 'slug'), at(place, 'policy_slug')]));
}

/** In a list of policies that say their slugs, or in an object by slug. */
function policyNamed(slug: string | undefined, policies: unknown): unknown {
  if (slug === undefined) return undefined;
  const isNamed = (policy: unknown) => [at(policy, 'slug'), at(policy, 'policy_slug')].includes(slug);
  return at(policies, slug) ?? listOf(policies)?.find(isNamed);
}

function hasLimits(fields: unknown): fields is Record<string, unknown> {
  return isRecord(fields) && Object.keys(fields).some((key) => /_(per_minute|daily_cap|seconds)$/.test(key));
}
