import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { GatewayRequest } from './dialect.ts';
import { BadRequest } from './plan.ts';

/** The caller went away before the whole request was here: it never arrived. */
export class NeverArrived extends Error {
  override readonly name = 'NeverArrived';
}

/** Reads a request to its end. @throws {BadRequest} on bad JSON, {NeverArrived} */
export async function readRequest(context: Context<{ Bindings: HttpBindings }>): Promise<GatewayRequest> {
  const url = new URL(context.req.url);
  return {
    method: context.req.method,
    path: url.pathname,
    params: context.req.param(),
    query: url.searchParams,
    headers: context.req.raw.headers,
    body: parsed(await readBody(context), context.req.header('content-type')),
  };
}

async function readBody(context: Context<{ Bindings: HttpBindings }>): Promise<string> {
  try {
    return await context.req.text();
  } catch (error) {
    if (context.env.incoming.complete) throw error;
    throw new NeverArrived('The connection was closed in the middle of a request.', { cause: error });
  }
}

function parsed(text: string, contentType: string | undefined): Record<string, unknown> {
  if (text === '' || !contentType?.includes('json')) return {};
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch (error) {
    if (error instanceof SyntaxError) throw new BadRequest('the body is not JSON');
    throw error;
  }
}
