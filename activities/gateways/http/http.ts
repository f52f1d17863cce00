import type { Dispatcher } from 'undici';
import { parseBaseUrl } from './base-url.ts';
import { readAnswer, type Answer } from './answer.ts';
import { BrokenExchange, exchange } from './exchange.ts';
import type { CallOptions } from '../gateway.ts';
import type { Operation } from '../failures/operation.ts';
import { transportVerdict } from './transport-verdict.ts';
import { failureOf } from '../failures/verdict.ts';

/** A thousand groups with all their participants take about 20 MB in WEBJS's wording; more is no gateway's answer. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

export interface GatewayRequest {
  operation: Operation;
  method: 'GET' | 'POST' | 'PUT';
  /** Segments below the base URL, not yet encoded. */
  path: readonly string[];
  query?: Record<string, string | number | boolean>;
  /** Sent as JSON. */
  body?: Record<string, unknown>;
}

export interface GatewayHttp {
  /**
   * One request and its answer, of whatever status. Redirects are answers too: following one would repeat a write.
   * @throws {GatewayFailure} when there is no answer: `retry` when the request reached nobody, else in doubt for writes
   */
  send: (request: GatewayRequest, options?: CallOptions) => Promise<Answer>;
}

/** How to reach one gateway. */
export interface GatewayHttpSettings {
  /** May have a path, where the gateway lives behind a proxy. */
  baseUrl: string;
  /** Deadline of one call, ms: the wait for a connection, the request and the whole answer. */
  timeoutMs: number;
  /** The worker's connections: see `createConnections`. */
  pool: Dispatcher;
  headers?: Record<string, string>;
}

/** @throws {TypeError} when the base URL is no plain http(s) address */
export function createGatewayHttp({ baseUrl, timeoutMs, pool, headers }: GatewayHttpSettings): GatewayHttp {
  const { origin, pathPrefix } = parseBaseUrl(baseUrl);
  return {
    async send(request, { signal: cancel } = {}) {
      const deadline = AbortSignal.timeout(timeoutMs);
      const signal = cancel ? AbortSignal.any([deadline, cancel]) : deadline;
      const dispatched = { origin, ...wireForm(request, pathPrefix, headers) };
      try {
        return readAnswer(await exchange(pool, dispatched, { signal, maxBytes: MAX_ANSWER_BYTES }));
      } catch (error) {
        if (!(error instanceof BrokenExchange)) throw error;
        const { operation } = request;
        const cancelled = cancel?.aborted ?? false;
        const secure = origin.startsWith('https:');
        throw failureOf(transportVerdict(error, { timeoutMs, cancelled, secure, effect: operation.effect }), operation);
      }
    },
  };
}

function wireForm({ method, path, query, body }: GatewayRequest, pathPrefix: string, headers = {}) {
  const target = [pathPrefix, ...path.map((segment) => encodeURIComponent(segment))].join('/');
  return {
    method,
    path: query ? `${target}?${written(query)}` : target,
    headers: { accept: 'application/json', ...headers, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  };
}

function written(query: NonNullable<GatewayRequest['query']>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) search.set(name, String(value));
  return search.toString();
}
