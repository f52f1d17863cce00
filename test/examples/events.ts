/**
 * A service that is told what happens to its groups: GROUP_EXIT_EVENTS_URL of the worker names its address, and both have the same
 * GROUP_EXIT_EVENTS_SECRET.
 *
 *     GROUP_EXIT_EVENTS_SECRET=whsec_… PORT=8091 node test/examples/events.ts
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Webhook } from 'standardwebhooks';

const { PORT = '8091', GROUP_EXIT_EVENTS_SECRET = '' } = process.env;
const webhook = new Webhook(GROUP_EXIT_EVENTS_SECRET);
const seen = new Set<string>(); // in a database, together with what an event changes there
const app = new Hono();

app.post('/group-exit', async (c) => {
  const body = await c.req.text(); // as it came: parsed and written again it would not match its signature
  try {
    webhook.verify(body, c.req.header());
  } catch {
    return c.json({ error: 'not signed with our secret, or too old' }, 401);
  }
  const id = c.req.header('webhook-id') ?? '';
  // An event comes at least once, so it may come again.
  if (!seen.has(id)) console.log(body);
  seen.add(id);
  return c.body(null, 204);
});

const server = serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' }, ({ port }) =>
  console.log(`listening on http://127.0.0.1:${port}`),
);
process.once('SIGTERM', () => server.close());
