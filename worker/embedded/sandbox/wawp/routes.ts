import { json } from '../http/answer.ts';
import { wawpGroupRoutes } from './group-routes.ts';
import { wawpMessageRoutes } from './message-routes.ts';
import type { Route } from '../http/route.ts';
import { ratePolicies } from './rate-policies.ts';
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
    method: 'GET',
    path: '/v2/session/rate-limit',
    operation: 'rate-limit',
    anyState: true,
    plan: ({ number }) => ({ answer: json(ratePolicies(number)) }),
  },
];

export const wawpRoutes: Route[] = [...wawpSessionRoutes, ...wawpGroupRoutes, ...wawpMessageRoutes];
