import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { afterAll, describe, expect, it } from 'vitest';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import { calls, wahaAt, wawpAt } from './calls.ts';
import { failureOf } from './failures.ts';
import { bare, endless, startScriptedGateway } from './scripted-gateway.ts';

const pem = (name: string) => readFileSync(new URL(`certificates/${name}.pem`, import.meta.url), 'utf8');

const pool = createConnections();
/** As a worker whose NODE_EXTRA_CA_CERTS names the authority. */
const trusting = new Agent({ connect: { ca: pem('authority') } });
afterAll(() => Promise.all([pool.destroy(), trusting.destroy()]));

async function secureGateway(certificate: string) {
  const asked: string[] = [];
  const server = createServer({ key: pem(certificate), cert: pem(certificate) }, (request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"STOPPED"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    asked,
    baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a gateway behind TLS', () => {
  it.each<[string, Dispatcher, string]>([
    [
      'self-signed',
      pool,
      'nobody whom this worker trusts has signed its certificate (DEPTH_ZERO_SELF_SIGNED_CERT). Give',
    ],
    [
      'valid',
      pool,
      'nobody whom this worker trusts has signed its certificate (UNABLE_TO_VERIFY_LEAF_SIGNATURE). Give',
    ],
    ['expired', trusting, 'its certificate has expired (CERT_HAS_EXPIRED). Renew'],
    [
      'elsewhere',
      trusting,
      'its certificate is of another host (ERR_TLS_CERT_ALTNAME_INVALID). Write the host in baseUrl',
    ],
  ])('whose certificate is %s is told nothing, and the failure says why', async (certificate, connections, why) => {
    await using gateway = await secureGateway(certificate);
    const failure = await failureOf(calls.leave(wahaAt(gateway.baseUrl, connections)));
    expect(failure).toMatchObject({ kind: 'retry', code: 'tls' });
    expect(failure.message).toContain(`the gateway cannot be reached securely: ${why}`);
    expect(gateway.asked).toEqual([]);
  });

  it('that is spoken to without TLS hangs up, and the failure says which scheme to try', async () => {
    await using gateway = await secureGateway('valid');
    const failure = await failureOf(calls.leave(wahaAt(gateway.baseUrl.replace('https:', 'http:'), trusting)));
    expect(failure).toMatchObject({ kind: 'unknown', code: 'connection-lost' });
    expect(failure.message).toMatch(/broke before the answer .*baseUrl may have to begin with https\.$/);
    expect(gateway.asked).toEqual([]);
  });

  it('whose certificate somebody trusted has signed is spoken to', async () => {
    await using gateway = await secureGateway('valid');
    await expect(calls.session(wahaAt(gateway.baseUrl, trusting))).resolves.toMatchObject({ state: 'stopped' });
  });
});

describe('TLS where the gateway speaks none', () => {
  it('is named where the gateway answers it in plain HTTP', async () => {
    await using server = await startScriptedGateway();
    const failure = await failureOf(calls.leave(wahaAt(`https://127.0.0.1:${server.port}`, pool)));
    expect(failure).toMatchObject({ kind: 'retry', code: 'tls' });
    expect(failure.message).toMatch(/whether baseUrl should begin with http or https\.$/);
  });

  it('is thought of where the port just hangs up', async () => {
    await using port = await portThatHangsUp();
    const failure = await failureOf(calls.leave(wahaAt(`https://127.0.0.1:${port.number}`, pool)));
    expect(failure).toMatchObject({ kind: 'retry', code: 'unreachable' });
    expect(failure.message).toMatch(/Where it hangs up, baseUrl may have to begin with http\.$/);
  });

  it('is not thought of where plain HTTP was spoken', async () => {
    await using port = await portThatHangsUp();
    const failure = await failureOf(calls.leave(wahaAt(`http://127.0.0.1:${port.number}`, pool)));
    expect(failure.message).not.toMatch(/begin with http\./);
  });
});

async function portThatHangsUp() {
  const server = createTcpServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    number: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const page = (status: number) => bare(status, '<!doctype html><title>nginx</title>', { 'content-type': 'text/html' });

describe.each([
  ['waha', wahaAt],
  ['wawp', wawpAt],
] as const)('something that is no gateway, where %s should be', (_kind, adapter) => {
  it.each([
    ['a page', page(200), 'something other than the gateway answers', 'not-a-gateway'],
    ['a page that is not there', page(404), 'something other than the gateway answers', 'not-a-gateway'],
    ['a redirect', bare(302, '', { location: 'https://login.example.org' }), 'baseUrl is redirected', 'redirect'],
    ["a proxy's page", page(502), 'something in front of the gateway answers with a page (HTTP 502)', 'bad-gateway'],
    ['an answer without end', endless, 'the answer does not end', 'answer-too-large'],
  ])('is named as such: %s', async (_what, reply, why, code) => {
    await using server = await startScriptedGateway();
    server.script(reply);
    const failure = await failureOf(calls.group(adapter(server.baseUrl, pool, 30_000)));
    expect(failure).toMatchObject({ kind: 'retry', code });
    expect(failure.message).toContain(why);
  });
});
