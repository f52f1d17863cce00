import type { Context } from 'hono';
import type { GatewayRequest } from './dialect.ts';
import { BadRequest } from './plan.ts';

/** Reads a request to its end; one whose sender went away before that never arrived. @throws {BadRequest} on bad JSON */
export async function readRequest(context: Context): Promise<GatewayRequest> {
  const url = new URL(context.req.url);
  return {
    method: context.req.method,
    path: url.pathname,
    params: context.req.param(),
    query: url.searchParams,
    headers: context.req.raw.headers,
    body: await readBody(context),
  };
}

async function readBody(context: Context): Promise<Record<string, unknown>> {
  const text = await context.req.text();
  if (text === '' || !context.req.header('content-type')?.includes('json')) return {};
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch (error) {
    if (error instanceof SyntaxError) throw new BadRequest('the body is not JSON');
    throw error;
  }
}
