/**
 * A backend service that makes the bot leave a case's group when the case is closed. Run it beside a worker:
 *
 *     TEMPORAL_ADDRESS=localhost:7233 WEBHOOK_SECRET=… PORT=8090 node test/examples/backend.ts cases.json
 *
 * `cases.json` stands for the service's own database: `{ "42": { "instanceId", "groupId", "groupName", "expert" } }`.
 */
import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
// In a project of yours: 'whatsapp-group-exit' and 'whatsapp-group-exit/webhooks'.
import { connectTemporal, GroupExits, InvalidRequest, NoSuchExit, TemporalUnavailable } from '../../client/index.ts';
import { createWebhookHandler } from '../../client/webhooks.ts';

const { PORT = '8090', WEBHOOK_SECRET = '', GROUP_EXIT_TASK_QUEUE } = process.env;
const cases = z
  .record(
    z.string(),
    z.object({ instanceId: z.string(), groupId: z.string(), groupName: z.string(), expert: z.string() }),
  )
  .parse(JSON.parse(readFileSync(process.argv[2] ?? 'cases.json', 'utf8')));

const client = await connectTemporal();
const exits = new GroupExits({ client, taskQueue: GROUP_EXIT_TASK_QUEUE });
const app = new Hono();

// The case is closed: the expert gets the admin rights, and the bot leaves. Safe to call twice: it is one exit.
app.post('/cases/:id/closed', async (c) => {
  const id = c.req.param('id');
  const closed = cases[id];
  if (!closed) return c.json({ error: `there is no case ${id}` }, 404);
  const { instanceId, groupId, groupName, expert } = closed;
  const exit = await exits.exit({
    instanceId,
    groupId,
    groupName,
    reason: 'case closed',
    requestedBy: 'case-service',
    successors: [expert],
    goodbye: `Case ${id} is closed, and our human team takes over here. Thank you!`,
    closingDescription: `Case ${id}: https://support.example.org/cases/${id}`,
  });
  return c.json({ exit: exit.workflowId }, 202);
});

// What came of it; while the exit runs, where it stands and what a person has to decide.
app.get('/cases/:id/receipt', async (c) => {
  const found = cases[c.req.param('id')];
  if (!found) return c.json({ error: 'there is no such case' }, 404);
  const exit = exits.handle(found);
  const receipt = await exit.receipt({ wait: false });
  if (receipt) return c.json({ receipt });
  const { stage, step, hold } = await exit.progress();
  return c.json({ stage, step, hold }, 202);
});

// Gateways may post here as well as to the worker.
const receiveWebhook = createWebhookHandler({
  client,
  instances: (gateway, instanceId) =>
    gateway === 'waha' && WEBHOOK_SECRET !== '' ? { session: instanceId, secrets: [WEBHOOK_SECRET] } : undefined,
});
app.post('/webhooks/:gateway/:instanceId', (c) => receiveWebhook(c.req.raw, c.req.param()));

app.onError((error, c) => {
  if (error instanceof InvalidRequest) return c.json({ faults: error.faults }, 400);
  if (error instanceof NoSuchExit) return c.json({ error: error.message }, 404);
  if (error instanceof TemporalUnavailable) return c.json({ error: error.message }, 503, { 'retry-after': '5' });
  console.error(error);
  return c.json({ error: 'the log of this service says more' }, 500);
});

const server = serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' }, ({ port }) =>
  console.log(`listening on http://127.0.0.1:${port}`),
);
process.once('SIGTERM', () => {
  server.close(() => void client.connection.close());
});
