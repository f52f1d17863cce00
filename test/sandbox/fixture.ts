import { createServer } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished } from 'vitest';
import { startSandbox, type SandboxOptions } from '../../worker/embedded/sandbox/start-sandbox.ts';
import type { NewGroup, NewNumber, WorldSeed } from '../../worker/embedded/sandbox/world/seed.ts';

export const GROUP = '120363000000000001@g.us';
export const HUMAN = '15550100009@c.us';
export const HUMAN_LID = '900000000000009@lid';

export const sales = {
  instanceId: 'sales',
  gateway: 'waha',
  session: 'default',
  token: 'sales-key',
  phoneId: '15550100001@c.us',
  lid: '900000000000001@lid',
} satisfies NewNumber;

export const support = {
  instanceId: 'support',
  gateway: 'wawp',
  session: 'A1B2C3D4E5F6',
  token: 'support-token',
  phoneId: '15550100002@c.us',
  lid: '900000000000002@lid',
} satisfies NewNumber;

const theGroup: NewGroup = {
  id: GROUP,
  name: 'Vendas SP',
  description: 'Case 42',
  inviteCode: 'AbCdEfGhIjKlMnOpQrStUv',
  members: [
    { instanceId: 'sales', role: 'admin' },
    { instanceId: 'support', role: 'superadmin' },
    { phoneId: HUMAN, lid: HUMAN_LID },
  ],
};

/** One group with both numbers as admins and a human as a participant, with the changes a test needs. */
export function oneGroup(changes: Partial<NewGroup> = {}) {
  return { numbers: [sales, support], groups: [{ ...theGroup, ...changes }] } satisfies WorldSeed;
}

/** A sandbox that is closed when the test ends. */
export async function sandboxWith(seed: WorldSeed = oneGroup(), options: SandboxOptions = {}) {
  const quick = { webhookDelayMs: 5, webhookRetries: { attempts: 5, delayMs: 10 }, sessionWaitMs: 0 };
  const sandbox = await startSandbox({ ...quick, seed, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

export interface Answered {
  status: number;
  headers: Headers;
  /** As it came. */
  text: string;
  /** Parsed, where it is JSON. */
  json: unknown;
}

interface Asked {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A plain HTTP call, with a JSON body where there is one. */
export async function call(method: string, url: string, { body, headers = {}, signal }: Asked = {}): Promise<Answered> {
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const type = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method, ...sent, headers: { ...type, ...headers }, signal: signal ?? null });
  const received = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  const json: unknown = isJson ? JSON.parse(received) : undefined;
  return { status: answer.status, headers: answer.headers, text: received, json };
}

/** Calls the make-believe WAHA as the number `sales`. */
export function waha(sandbox: { wahaUrl: string }, method: string, path: string, body?: unknown, signal?: AbortSignal) {
  return call(method, `${sandbox.wahaUrl}${path}`, { body, headers: { 'x-api-key': sales.token }, signal });
}

/** Calls the make-believe Wawp as the number `support`, with its credentials where they belong. */
export function wawp(sandbox: { wawpUrl: string }, method: string, path: string, body: Record<string, unknown> = {}) {
  const credentials = { instance_id: support.session, access_token: support.token };
  const url = new URL(`${sandbox.wawpUrl}${path}`);
  if (method !== 'GET') return call(method, url.href, { body: { ...credentials, ...body } });
  for (const [name, value] of Object.entries(credentials)) url.searchParams.set(name, value);
  return call(method, url.href);
}

export const wahaGroup = `/api/default/groups/${encodeURIComponent(GROUP)}`;
export const wawpGroup = `/v2/groups/${encodeURIComponent(GROUP)}`;

export interface Received {
  headers: Record<string, string | string[] | undefined>;
  rawBody: string;
  body: {
    id: string;
    event: string;
    payload: Record<string, unknown>;
    me: Record<string, unknown>;
    [more: string]: unknown;
  };
}

/** A worker's webhook endpoint that keeps what it gets, and answers by `statuses` in turn, then 200. */
export async function webhookReceiver(statuses: number[] = [], headers: Record<string, string> = {}) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then((rawBody) => {
      received.push({ headers: request.headers, rawBody, body: JSON.parse(rawBody) });
      response.writeHead(statuses.shift() ?? 200, headers).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver listens on no TCP port.');
  return { url: `http://127.0.0.1:${address.port}/webhooks`, received };
}

/** Waits until a reading is as expected; a shared machine may be slow. */
export function eventually<Reading>(reading: () => Reading) {
  return expect.poll(reading, { timeout: 20_000 });
}
