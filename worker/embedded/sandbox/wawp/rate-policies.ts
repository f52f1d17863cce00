import type { SandboxNumber } from '../world/types.ts';
import { indexed } from './indexed.ts';

type Policy = SandboxNumber['ratePolicy'];

/** The vendor names the policies and the fields; the numbers are the sandbox's own. */
const strict: Policy = {
  slug: 'strict',
  limits: {
    send_message_per_minute: 5,
    send_message_daily_cap: 200,
    account_protection_seconds: 10,
    concurrent_limit: 1,
    group_req_per_minute: 6,
    group_daily_cap: 120,
  },
};

/** The policies to choose from, the number's own among them, and which one it has. */
export function ratePolicies({ ratePolicy }: SandboxNumber) {
  const policies = [...[strict].filter(({ slug }) => slug !== ratePolicy.slug), ratePolicy];
  return {
    has_active_plan: false,
    policy_slug: ratePolicy.slug,
    free_policies: indexed(policies.map(({ slug }) => slug)),
    policies: indexed(policies.map((policy) => ({ ...policy, available: true }))),
  };
}
