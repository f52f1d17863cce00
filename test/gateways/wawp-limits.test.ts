import { expect, it } from 'vitest';
import { parseLimits } from '../../activities/gateways/parsing/parse-limits.ts';

const limits = {
  send_message_per_minute: 20,
  send_message_daily_cap: 1000,
  account_protection_seconds: 3,
  concurrent_limit: 1,
  group_req_per_minute: 10,
  group_daily_cap: 200,
};
const read = {
  messagesPerMinute: 20,
  messagesPerDay: 1000,
  spacingMs: 3_000,
  groupRequestsPerMinute: 10,
  groupRequestsPerDay: 200,
};
const strict = { slug: 'strict', limits: { group_daily_cap: 1 } };
const standard = { slug: 'standard_policy', limits };

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', 'standard_policy'],
  ['policies of which none is said to be in use', { policies: [strict, standard] }],
  ['a policy that is not among them', { policy_slug: 'fast', policies: [strict, standard] }],
  [
    'limits that limit nothing',
    { limits: { group_daily_cap: 0, group_req_per_minute: -1, send_message_daily_cap: null } },
  ],
])('finds no limit in %s', (_what, answer) => {
  expect(parseLimits(answer)).toBeUndefined();
});

it.each<[string, unknown]>([
  ['on its own', limits],
  ['wrapped', { data: { policy_slug: 'standard_policy', limits } }],
  ['as the policy in use', { current_policy: standard, policies: [strict] }],
  ['in a list by its slug', { policy_slug: 'standard_policy', policies: [strict, standard] }],
  ['in an object by index', { current_policy: 'standard_policy', policies: { 0: strict, 1: standard } }],
  ['in an object by slug', { policy: { slug: 'standard_policy' }, policies: { strict, standard_policy: standard } }],
  ['with numbers as texts', Object.fromEntries(Object.entries(limits).map(([key, value]) => [key, String(value)]))],
])('reads the limits of the policy in use: %s', (_how, answer) => {
  expect(parseLimits(answer)).toEqual(read);
});
