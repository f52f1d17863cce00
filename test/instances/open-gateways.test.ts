import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Agent } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { environment, goodFile, temporaryDirectory } from './file.ts';
import { InstancesFile } from '../../activities/instances/instances-file.ts';
import { openGateways } from '../../activities/instances/open-gateways.ts';

interface Heard {
  path: string;
  apiKey: string | undefined;
  body: string;
}

/** A gateway that only listens: it refuses everything. */
async function aGateway(): Promise<{ baseUrl: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => void refuse(request, response, heard));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The gateway has no port.');
  return { baseUrl: `http://127.0.0.1:${address.port}/behind/a/proxy`, heard };
}

async function refuse(request: IncomingMessage, response: ServerResponse, heard: Heard[]): Promise<void> {
  const apiKey = request.headers['x-api-key']?.toString();
  heard.push({ path: request.url ?? '', apiKey, body: await text(request) });
  response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"refused"}');
}

async function openFile(content: unknown): Promise<InstancesFile> {
  const file = join(await temporaryDirectory(), 'instances.json');
  await writeFile(file, JSON.stringify(content));
  const pool = new Agent();
  onTestFinished(() => pool.close());
  const log = { info: () => {}, error: () => {} };
  return new InstancesFile({ file, environment, openGateway: openGateways(pool), log });
}

test('refuses a setting that the adapter cannot use, by its place and not by its value', async () => {
  const file = goodFile();
  const spoilt = { ...file, instances: { sales: { ...file.instances.sales, session: 'zwei wörter' } } };
  const said = await openFile(spoilt).then(String, String);
  expect(said).toMatch(/instances\.sales cannot be opened: session .*/);
  expect(said).not.toMatch(/zwei/);
});

test('calls each instance with its own address, session and token', async () => {
  const gateway = await aGateway();
  const file = goodFile();
  file.gateways.waha.baseUrl = gateway.baseUrl;
  file.gateways.wawp.baseUrl = gateway.baseUrl;
  const instances = await openFile(file);
  for (const id of ['sales', 'support']) await instances.get(id).gateway.session().then(String, String);

  const [waha, wawp] = gateway.heard;
  expect(waha).toMatchObject({ path: '/behind/a/proxy/api/sessions/shop', apiKey: 'key-of-waha' });
  expect(wawp?.path).toMatch(/^\/behind\/a\/proxy\/v2\//);
  expect(JSON.parse(wawp?.body ?? '')).toMatchObject({ instance_id: 'ABCDEF123456', access_token: 'token-of-wawp' });
});
