import { json } from '../http/answer.ts';
import { wawpGroupRoutes } from './group-routes.ts';
import { wawpMessageRoutes } from './message-routes.ts';
import type { Route } from '../http/route.ts';
import { meInfo } from '../waha/shapes.ts';

/** Documented for POST, used with GET by the vendor's own tools. */
const info = {
  path: '/v2/session/info',
  operation: 'session',
  anyState: true,
  plan: ({ number }) => {
    const me = number.status === 'WORKING' ? meInfo(number) : null;
    return { answer: json({ instance_id: number.session, status: number.status, engine: 'WEBJS', me }) };
  },
} satisfies Omit<Route, 'method'>;

const wawpSessionRoutes: Route[] = [
  { ...info, method: 'POST' },
  { ...info, method: 'GET' },
  {
    method: 'GET',
    path: '/v2/session/me',
    operation: 'me',
    plan: ({ number }) => ({ answer: json({ ...meInfo(number), platform: 'android' }) }),
  },
  {
    // The vendor names the fields; the numbers are the sandbox's own.
    method: 'GET',
    path: '/v2/session/rate-limit',
    operation: 'rate-limit',
    anyState: true,
    plan: () => ({
      answer: json({
        policy_slug: 'standard_policy',
        send_message_per_minute: 20,
        send_message_daily_cap: 1000,
        account_protection_seconds: 3,
        concurrent_limit: 1,
        group_req_per_minute: 10,
        group_daily_cap: 200,
      }),
    }),
  },
];

export const wawpRoutes: Route[] = [...wawpSessionRoutes, ...wawpGroupRoutes, ...wawpMessageRoutes];
