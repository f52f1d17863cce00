import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWebhookHandler, type WebhookOutcome } from '../../client/webhooks.ts';
import { startHttpServer, type HttpServer } from '../../worker/http/server.ts';
import { departure, secret, sign } from './deliveries.ts';

/** Nobody is there: what were handed on would get a 503. */
const connection = Connection.lazy({ address: '127.0.0.1:1' });
const outcomes: WebhookOutcome[] = [];
let server: HttpServer;

beforeAll(async () => {
  const receive = createWebhookHandler({
    client: new Client({ connection }),
    instances: () => ({ session: 'sales-session', secrets: [secret] }),
    maxBodyBytes: 10_000,
    log: (outcome) => outcomes.push(outcome),
  });
  server = await startHttpServer((request) => receive(request), { host: '127.0.0.1', port: 0 });
});
beforeEach(() => void (outcomes.length = 0));
afterAll(async () => {
  await server.close(0);
  await connection.close();
});

/** Writes bytes as a gateway's socket would. */
async function write(...parts: string[]): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  for (const part of parts) socket.write(part);
  return socket;
}

async function statusLine(socket: Socket): Promise<string> {
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString().split('\r\n')[0] ?? '';
}

const head = 'POST /webhooks/waha/sales HTTP/1.1\r\nhost: worker\r\n';

describe('over a real socket', () => {
  test('a body that is announced as too large gets its 413', async () => {
    const socket = await write(`${head}content-length: 20000\r\n\r\n`, 'x'.repeat(20_000));
    expect(await statusLine(socket)).toBe('HTTP/1.1 413 Payload Too Large');
  });

  test('a body without an announced length gets its 413 before it ends', async () => {
    const chunk = `400\r\n${'x'.repeat(1_024)}\r\n`;
    const socket = await write(`${head}transfer-encoding: chunked\r\n\r\n`, chunk.repeat(20));
    expect(await statusLine(socket)).toBe('HTTP/1.1 413 Payload Too Large');
  });

  test('a sender that goes away in the middle leaves nothing behind but a line in the log', async () => {
    const socket = await write(`${head}content-length: 500\r\n\r\n`, '{"event":"group.v2');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await expect.poll(() => outcomes).toMatchObject([{ status: 400, why: 'the body ended too early' }]);
  });

  test('a body that comes in pieces is verified as a whole', async () => {
    const body = JSON.stringify({ ...departure(), event: 'message.any' });
    const headers = Object.entries(sign(body)).map(([name, value]) => `${name}: ${value}\r\n`);
    const socket = await write(`${head}${headers.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n`);
    for (const byte of body) socket.write(byte);
    expect(await statusLine(socket)).toBe('HTTP/1.1 200 OK');
  });
});
