import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { json } from './answer.ts';
import type { Dialect } from './dialect.ts';
import { BadRequest } from './plan.ts';
import { NeverArrived, readRequest } from './read-request.ts';
import type { Route } from './route.ts';
import { send } from './send.ts';
import { ServedCall, type Serving } from './served-call.ts';

type App = Hono<{ Bindings: HttpBindings }>;

/** One gateway's routes as an app, to be mounted on its base path. */
export function gatewayApp(serving: Serving, dialect: Dialect, routes: readonly Route[]): App {
  const app: App = new Hono();
  for (const route of routes) {
    app.on(route.method, route.path, async (context) => {
      try {
        const answer = await new ServedCall(serving, dialect, route, await readRequest(context)).answer();
        return await send(answer, context.env);
      } catch (error) {
        if (error instanceof BadRequest) return send(dialect.badRequest(error.message), context.env);
        if (error instanceof NeverArrived || serving.closing.aborted) return send({ kind: 'reset' }, context.env);
        throw error;
      }
    });
  }
  app.all('*', (context) => {
    const message = `Cannot ${context.req.method} ${new URL(context.req.url).pathname}`;
    return send(json({ message, error: 'Not Found', statusCode: 404 }, 404), context.env);
  });
  return app;
}
