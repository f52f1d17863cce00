import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { httpApp } from '../../worker/http/app.ts';
import type { HttpHandlers } from '../../worker/http/app.ts';
import { readiness } from '../../worker/http/readiness.ts';
import { CannotListen, startHttpServer } from '../../worker/http/server.ts';
import type { HttpServer } from '../../worker/http/server.ts';
import { heardLogger } from './heard-logger.ts';

const opened: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close(0)));
});

async function serve(handlers: Partial<HttpHandlers> = {}, requestTimeoutMs = 10_000) {
  const heard = heardLogger();
  const app = httpApp(
    {
      webhook: async () => new Response(null, { status: 202 }),
      readiness: async () => ({ ready: true, checks: {} }),
      metrics: async () => '',
      ...handlers,
    },
    heard.logger,
  );
  const server = await startHttpServer(app.fetch, { host: '127.0.0.1', port: 0, requestTimeoutMs });
  opened.push(server);
  return { ...heard, server, url: `http://127.0.0.1:${server.port}` };
}

it('names the port that it cannot have, and what to do', async () => {
  const { server } = await serve();
  const second = startHttpServer(() => new Response(), { host: '127.0.0.1', port: server.port });

  await expect(second).rejects.toThrow(CannotListen);
  await expect(second).rejects.toThrow(`127.0.0.1:${server.port}`);
});

it('answers a fault of its own with 500, tells the log why and the client nothing', async () => {
  const { url, lines } = await serve({
    metrics: async () => {
      throw new Error('the inside of the worker');
    },
  });
  const response = await fetch(`${url}/metrics`);

  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('the inside');
  expect(lines.join('')).toContain('the inside of the worker');
});

it('says which endpoints there are to who asks for another', async () => {
  const { url } = await serve();
  const response = await fetch(`${url}/webhooks/waha`);

  expect(response.status).toBe(404);
  expect(await response.text()).toContain('/webhooks/:gateway/:instanceId');
});

it('cuts off who stalls in the middle of a request, and serves the others meanwhile', async () => {
  const echo = async (request: Request) => new Response(await request.text(), { status: 202 });
  const { url, server, lines } = await serve({ webhook: echo }, 500);
  const stalled = connect(server.port, '127.0.0.1');
  stalled.write('POST /webhooks/waha/sales HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\nhalf');
  const answered = once(stalled, 'data');
  const closed = once(stalled, 'close');

  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(String(await answered)).toMatch(/^HTTP\/1.1 408 /);
  await closed;
  expect(lines).toEqual([]);
});

it('is alive, also when it is not ready', async () => {
  const { url } = await serve({
    readiness: async () => ({ ready: false, checks: { temporal: { ok: false, why: 'gone' } } }),
  });
  const ready = await fetch(`${url}/readyz`);

  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ ready: false, checks: { temporal: { ok: false, why: 'gone' } } });
});

it('is ready when everything is there, and says what is not', async () => {
  const there = { name: 'database', check: () => {} };
  const away = { name: 'temporal', check: () => Promise.reject(new Error('connection refused')) };
  const silent = { name: 'gateways', check: () => new Promise<void>(() => {}) };

  expect(await readiness([there], 50)).toEqual({ ready: true, checks: { database: { ok: true } } });
  expect(await readiness([there, away, silent], 50)).toEqual({
    ready: false,
    checks: {
      database: { ok: true },
      temporal: { ok: false, why: 'connection refused' },
      gateways: { ok: false, why: 'no answer within 50 ms' },
    },
  });
});

it('is ready without what it can do without, and says so', async () => {
  const faulty = { name: 'instances', advisory: true, check: () => Promise.reject(new Error('a fault')) } as const;

  expect(await readiness([faulty], 50)).toEqual({ ready: true, checks: { instances: { ok: false, why: 'a fault' } } });
});

it('hands a webhook on with its raw body and the names in its address', async () => {
  const seen: unknown[] = [];
  const { url } = await serve({
    webhook: async (request, endpoint) => {
      seen.push(endpoint, await request.text(), request.headers.get('x-webhook-hmac'));
      return new Response(null, { status: 202 });
    },
  });
  const response = await fetch(`${url}/webhooks/waha/sales.br-1`, {
    method: 'POST',
    body: '{ "event" : 1 }',
    headers: { 'x-webhook-hmac': 'ab' },
  });

  expect(response.status).toBe(202);
  expect(seen).toEqual([{ gateway: 'waha', instanceId: 'sales.br-1' }, '{ "event" : 1 }', 'ab']);
});

it('lets the requests under way finish before it closes', async () => {
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { url, server } = await serve({
    webhook: async () => {
      arrive();
      await mayAnswer;
      return new Response(null, { status: 202 });
    },
  });
  const underWay = fetch(`${url}/webhooks/waha/sales`, { method: 'POST', body: '{}' });
  await arrived;
  const closing = server.close(10_000);
  answer();

  expect((await underWay).status).toBe(202);
  await closing;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
});
