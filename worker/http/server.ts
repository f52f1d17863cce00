import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';

/** What a gateway has to say is small: nobody honest needs longer. */
const REQUEST_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 30_000;
const MOST_CONNECTIONS = 1_000;

export interface HttpOptions {
  host: string;
  /** 0 for a free one. */
  port: number;
  /** How long a client may take to send its request, ms. */
  requestTimeoutMs?: number;
}

export interface HttpServer {
  port: number;
  /** Takes no more requests, lets those under way finish for `graceMs`, then cuts them. */
  close(graceMs: number): Promise<void>;
}

/**
 * Serves a Fetch-style handler over HTTP. Clients that stall are cut off.
 * @throws {CannotListen} when the address is not to be had
 */
export async function startHttpServer(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port, requestTimeoutMs = REQUEST_TIMEOUT_MS }: HttpOptions,
): Promise<HttpServer> {
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  const timeouts = {
    headersTimeout: requestTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.min(requestTimeoutMs, 1_000),
    keepAliveTimeout: IDLE_TIMEOUT_MS,
  };
  const server = createServer(timeouts, (request, response) => void listener(request, response));
  server.setTimeout(IDLE_TIMEOUT_MS);
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, host, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The HTTP server has no port.');
  return { port: address.port, close: (graceMs) => close(server, graceMs) };
}

/** The address for the HTTP server is not to be had; the message says what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CannotListen(
      `The HTTP server cannot listen on ${host}:${port}: ${why}. End what uses that port, or set another host or port.`,
      { cause },
    );
  }
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A connection whose request was under way at `close` would be kept alive for the next one.
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
