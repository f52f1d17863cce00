import { Agent, type Dispatcher } from 'undici';

/** Sockets to one gateway at most: WAHA is a single Node process, and what waits here has not been sent. */
const CONNECTIONS_PER_GATEWAY = 64;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens the worker's connections to its gateways: one pool per gateway, shared by all instances there, kept alive between
 * calls. Close it when the worker ends.
 */
export function createConnections(): Dispatcher {
  return new Agent({
    connections: CONNECTIONS_PER_GATEWAY,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    // Every call has its own deadline; undici's would cut a slow listing short.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Over HTTP/2 a request may be sent again by itself, and "was it sent?" has no plain answer.
    allowH2: false,
  });
}
