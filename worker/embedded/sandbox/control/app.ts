import { Hono } from 'hono';
import { z } from 'zod';
import type { Faults } from '../faults/faults.ts';
import { newFaultSchema } from '../faults/new-fault.ts';
import { actSchema } from '../world/act.ts';
import { AlreadyInSandbox, NotInSandbox } from '../world/errors.ts';
import { journalFilterSchema } from '../world/journal-entry.ts';
import type { Journal } from '../world/journal.ts';
import { newGroupSchema, newNumberSchema } from '../world/seed.ts';
import type { SandboxNumber } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { handMadeEventSchema, statusSchema, webhookSchema, type HandMadeEvent } from './schemas.ts';
import { NoWebhookUrl } from './send-event.ts';

/** What a test may look at and meddle with. */
export interface Controlled {
  world: World;
  journal: Journal;
  faults: Faults;
  /** @returns the event's id */
  sendEvent: (event: HandMadeEvent) => string;
}

/** `/_sandbox`: the world's own door, for tests and for people, without any authentication. */
export function controlApp({ world, journal, faults, sendEvent }: Controlled): Hono {
  const app = new Hono();

  app.get('/journal', (c) => c.json(journal.entries(journalFilterSchema.parse(c.req.query()))));

  app.get('/numbers', (c) => c.json(world.numbers().map(withoutSecrets)));
  app.post('/numbers', async (c) => {
    return c.json(withoutSecrets(world.addNumber(newNumberSchema.parse(await c.req.json()))), 201);
  });
  app.put('/numbers/:id/webhook', async (c) => {
    return c.json(withoutSecrets(world.setWebhook(c.req.param('id'), webhookSchema.parse(await c.req.json()))));
  });
  app.put('/numbers/:id/status', async (c) => {
    const { status } = statusSchema.parse(await c.req.json());
    return c.json(withoutSecrets(world.setSessionStatus(c.req.param('id'), status)));
  });

  const shown = (groupId: string) => ({ ...world.group(groupId), messages: world.messages(groupId) });
  app.get('/groups', (c) => c.json(world.groups()));
  app.get('/groups/:id', (c) => c.json(shown(c.req.param('id'))));
  app.post('/groups', async (c) => c.json(world.addGroup(newGroupSchema.parse(await c.req.json())), 201));
  app.post('/groups/:id/acts', async (c) => {
    world.act(c.req.param('id'), actSchema.parse(await c.req.json()));
    return c.json(shown(c.req.param('id')));
  });

  app.get('/faults', (c) => c.json(faults.list()));
  app.post('/faults', async (c) => c.json(faults.add(newFaultSchema.parse(await c.req.json())), 201));
  app.delete('/faults', (c) => {
    faults.clear();
    return c.body(null, 204);
  });
  app.delete('/faults/:id', (c) => c.body(null, faults.remove(c.req.param('id')) ? 204 : 404));

  app.post('/events', async (c) => {
    return c.json({ eventId: sendEvent(handMadeEventSchema.parse(await c.req.json())) }, 202);
  });

  app.onError((error, c) => {
    if (error instanceof z.ZodError) return c.json({ message: z.prettifyError(error) }, 400);
    if (error instanceof SyntaxError) return c.json({ message: `The body is not JSON: ${error.message}` }, 400);
    if (error instanceof NotInSandbox) return c.json({ message: error.message }, 404);
    if (error instanceof AlreadyInSandbox || error instanceof NoWebhookUrl)
      return c.json({ message: error.message }, 409);
    throw error;
  });
  return app;
}

function withoutSecrets({ token: _token, webhook, ...number }: SandboxNumber) {
  const { secret, ...rest } = webhook;
  return { ...number, webhook: { ...rest, signed: secret !== undefined } };
}
