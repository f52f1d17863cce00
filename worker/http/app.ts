import { Hono } from 'hono';
import { routePath } from 'hono/route';
import type { WebhookHandler } from '../../client/webhooks.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Readiness } from './readiness.ts';

export interface HttpHandlers {
  webhook: WebhookHandler;
  readiness(): Promise<Readiness>;
  /** In Prometheus' text form. */
  metrics(): Promise<string>;
}

const PROMETHEUS_TEXT = 'text/plain; version=0.0.4; charset=utf-8';

/** The worker's few HTTP endpoints. */
export function httpApp(handlers: HttpHandlers, logger: Logger): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ alive: true }));
  app.get('/readyz', async (c) => {
    const state = await handlers.readiness();
    return c.json(state, state.ready ? 200 : 503);
  });
  app.get('/metrics', async (c) => c.body(await handlers.metrics(), 200, { 'content-type': PROMETHEUS_TEXT }));
  app.all('/webhooks/:gateway/:instanceId', (c) => handlers.webhook(c.req.raw, c.req.param()));
  app.notFound((c) =>
    c.json({ error: 'there is POST /webhooks/:gateway/:instanceId, GET /healthz, /readyz and /metrics' }, 404),
  );
  app.onError((err, c) => {
    // Nobody is left to hear an answer, and it is no fault of ours.
    if (c.req.raw.signal.aborted) return c.body(null, 408);
    logger.error({ err, route: routePath(c) }, 'a request failed');
    return c.json({ error: 'this is a fault of the worker; its log says more' }, 500);
  });
  return app;
}
