import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { afterAll, describe, expect, it } from 'vitest';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import { createGatewayHttp, type GatewayRequest } from '../../activities/gateways/http/http.ts';
import { operations } from '../../activities/gateways/failures/operation.ts';
import { failureOf } from './failures.ts';
import { bare, endless, json, reset, silence, startScriptedGateway } from './scripted-gateway.ts';

const pool = createConnections();
afterAll(() => pool.destroy());

const read: GatewayRequest = { operation: operations.group, method: 'GET', path: ['read'] };
const write: GatewayRequest = { operation: operations.leave, method: 'POST', path: ['write'] };

const http = (baseUrl: string, timeoutMs = 10_000) => createGatewayHttp({ baseUrl, timeoutMs, pool });

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a base URL', () => {
  it.each([
    ['is empty', '', 'is not an http(s) address'],
    ['has no scheme', 'waha.example.org', 'is not an http(s) address'],
    ['is of another scheme', 'ftp://waha.example.org', 'is not an http(s) address'],
    ['holds a password', 'https://admin:hunter2@waha.example.org', 'holds a user name or password'],
    ['holds a token', 'https://waha.example.org/?access_token=hunter2', 'has a query or fragment'],
  ])('that %s is refused without being repeated', (_what, baseUrl, why) => {
    expect(() => http(baseUrl)).toThrow(`baseUrl ${why}`);
    expect(() => http(baseUrl)).not.toThrow(/hunter2|example\.org\//);
  });
});

describe('a request that reached nobody', () => {
  it.each([
    ['read', read],
    ['write', write],
  ])('may be retried: refused connection, %s', async (_effect, request) => {
    const failure = await failureOf(http(`http://127.0.0.1:${await closedPort()}`).send(request));
    expect(failure).toMatchObject({ kind: 'retry', code: 'unreachable' });
    expect(failure.message).toMatch(/cannot be reached \(ECONNREFUSED\).*Check that the gateway runs/);
  });

  it('may be retried: unknown host', async () => {
    const failure = await failureOf(http('http://gateway.invalid').send(write));
    expect(failure).toMatchObject({ kind: 'retry', code: 'unreachable' });
  });

  it('may be retried: TLS where the gateway speaks none', async () => {
    await using gateway = await startScriptedGateway();
    const failure = await failureOf(http(`https://127.0.0.1:${gateway.port}`).send(write));
    expect(failure).toMatchObject({ kind: 'retry', code: 'tls' });
    expect(failure.message).toMatch(/reached securely: no secure connection .*http or https/);
    expect(gateway.received).toEqual([]);
  });

  it('may be retried: the deadline came while it waited for a connection, and it is not sent later', async () => {
    await using gateway = await startScriptedGateway();
    await using single = disposable(new Agent({ connections: 1 }));
    const { send } = createGatewayHttp({ baseUrl: gateway.baseUrl, timeoutMs: 500, pool: single.agent });
    gateway.script(silence, json(200, 'third'));
    const [first, second] = await Promise.all([failureOf(send(write)), failureOf(send(write))]);
    expect(first).toMatchObject({ kind: 'unknown', code: 'timeout' });
    expect(second).toMatchObject({ kind: 'retry', code: 'unreachable' });
    await expect(send(read)).resolves.toMatchObject({ json: 'third' });
    expect(gateway.received.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  it('may be retried: the worker has closed its connections', async () => {
    await using gateway = await startScriptedGateway();
    const closed = createConnections();
    await closed.close();
    const { send } = createGatewayHttp({ baseUrl: gateway.baseUrl, timeoutMs: 10_000, pool: closed });
    expect(await failureOf(send(write))).toMatchObject({ kind: 'retry', code: 'unreachable' });
    expect(gateway.received).toEqual([]);
  });

  it('may be retried: stopped beforehand by the caller', async () => {
    await using gateway = await startScriptedGateway();
    const failure = await failureOf(http(gateway.baseUrl).send(write, { signal: AbortSignal.abort() }));
    expect(failure).toMatchObject({ kind: 'retry', code: 'aborted' });
    expect(gateway.received).toEqual([]);
  });
});

describe('a request that was sent and not answered', () => {
  it.each([
    ['a deadline', silence, 'timeout'],
    ['a broken connection', reset, 'connection-lost'],
    ['an answer without end', endless, 'answer-too-large'],
  ])('leaves a write in doubt and a read to be repeated: %s', async (_what, reply, code) => {
    await using gateway = await startScriptedGateway();
    gateway.script(reply);
    const { send } = http(gateway.baseUrl, reply === silence ? 300 : 30_000);
    expect(await failureOf(send(write))).toMatchObject({ kind: 'unknown', code });
    expect(await failureOf(send(read))).toMatchObject({ kind: 'retry', code });
    expect(gateway.received).toHaveLength(2);
  });

  it.each([
    ['a deadline', silence],
    ['a broken connection', reset],
  ])('is to be looked after where it was a write, and only repeated where it was a read: %s', async (_what, reply) => {
    await using gateway = await startScriptedGateway();
    gateway.script(reply);
    const { send } = http(gateway.baseUrl, reply === silence ? 300 : 30_000);
    expect((await failureOf(send(write))).message).toContain('Look whether it took effect before it is repeated.');
    const { message } = await failureOf(send(read));
    expect(message).toContain('It can be tried again.');
    expect(message).not.toContain('took effect');
  });

  it('is in doubt when the connection breaks in the middle of the answer', async () => {
    await using gateway = await startScriptedGateway();
    gateway.script((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"ok"', () => response.destroy());
    });
    expect(await failureOf(http(gateway.baseUrl).send(write))).toMatchObject({
      kind: 'unknown',
      code: 'connection-lost',
    });
  });

  it('is in doubt when the caller stops it, and its connection is closed', async () => {
    await using gateway = await startScriptedGateway();
    const caller = new AbortController();
    const closed = Promise.withResolvers<void>();
    gateway.script((response) => {
      response.on('close', closed.resolve);
      caller.abort();
    });
    const failure = await failureOf(http(gateway.baseUrl).send(write, { signal: caller.signal }));
    expect(failure).toMatchObject({ kind: 'unknown', code: 'aborted' });
    await closed.promise;
  });

  it('names an answer that is not HTTP', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.9\r\n')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const failure = await failureOf(http(`http://127.0.0.1:${port}`).send(write));
    server.close();
    expect(failure).toMatchObject({ kind: 'unknown', code: 'not-http' });
  });
});

describe('an answer', () => {
  it('is given back with its status and headers, also when it redirects', async () => {
    await using gateway = await startScriptedGateway();
    gateway.script(bare(308, '', { location: 'https://elsewhere.example.org/' }));
    const answer = await http(gateway.baseUrl).send(write);
    expect(answer).toMatchObject({ status: 308, text: '', headers: { location: 'https://elsewhere.example.org/' } });
    expect(gateway.received).toHaveLength(1);
  });

  it('has no JSON where the body is none', async () => {
    await using gateway = await startScriptedGateway();
    gateway.script(bare(200, 'AbCdEf'), json(200, null));
    const { send } = http(gateway.baseUrl);
    expect((await send(read)).json).toBeUndefined();
    expect((await send(read)).json).toBeNull();
  });
});

describe('a request', () => {
  it('goes below the path of the base URL, with each segment and the query encoded', async () => {
    await using gateway = await startScriptedGateway();
    gateway.script(json(200, {}));
    const request = { ...read, path: ['api', 'a/b', '1-2@g.us'], query: { id: '1@g.us', limit: 5, all: false } };
    await http(`${gateway.baseUrl}/`).send(request);
    expect(gateway.received[0]?.target).toBe('/proxied/api/a%2Fb/1-2%40g.us?id=1%40g.us&limit=5&all=false');
  });

  it('carries its body as JSON', async () => {
    await using gateway = await startScriptedGateway();
    gateway.script(json(200, {}));
    await http(gateway.baseUrl).send({ ...write, body: { text: 'Até logo 👋' } });
    expect(gateway.received[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(gateway.received[0]?.body ?? '')).toEqual({ text: 'Até logo 👋' });
  });

  it('without a body carries none', async () => {
    await using gateway = await startScriptedGateway();
    gateway.script(json(200, {}));
    await http(gateway.baseUrl).send(write);
    expect(gateway.received[0]).toMatchObject({ body: '', headers: { 'content-length': '0' } });
    expect(gateway.received[0]?.headers).not.toHaveProperty('content-type');
  });
});

it('reuses connections, over instances that share a gateway', async () => {
  await using gateway = await startScriptedGateway();
  gateway.script(json(200, {}));
  const instances = Array.from({ length: 20 }, () => http(gateway.baseUrl));
  for (const { send } of instances) {
    await send(read);
    await send(write);
  }
  expect(gateway.received).toHaveLength(40);
  // A connection that has just answered may still be busy when the next request comes.
  expect(gateway.connections()).toBeLessThanOrEqual(2);
});

function disposable(agent: Agent) {
  return { agent, [Symbol.asyncDispose]: () => agent.destroy() };
}
