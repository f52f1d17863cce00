import type { Route } from '../http/route.ts';
import { wahaGroupRoutes } from './group-routes.ts';
import { wahaMessageRoutes } from './message-routes.ts';
import { wahaSessionRoutes } from './session-routes.ts';

/** Sessions first: `/api/sessions/…` would else be taken for a session called "sessions". */
export const wahaRoutes: Route[] = [...wahaSessionRoutes, ...wahaGroupRoutes, ...wahaMessageRoutes];
