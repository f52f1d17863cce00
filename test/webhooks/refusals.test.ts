import { Client, Connection } from '@temporalio/client';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createWebhookHandler, type WebhookInstance, type WebhookOutcome } from '../../client/webhooks.ts';
import { aForeigner, departure, post, secret, sign } from './deliveries.ts';

/** Nobody is there: an event that were handed on would get a 503. */
const connection = Connection.lazy({ address: '127.0.0.1:1' });
const client = new Client({ connection });
afterAll(() => connection.close());

const outcomes: WebhookOutcome[] = [];
const instances: Record<string, WebhookInstance> = {
  sales: { session: 'sales-session', secrets: [secret, 'the-next-secret-of-this-instance'] },
  mute: { session: 'sales-session', secrets: [] },
};
const receive = createWebhookHandler({
  client,
  instances: (_, instanceId) => instances[instanceId],
  maxBodyBytes: 4_096,
  log: (outcome) => outcomes.push(outcome),
});
const statusOf = async (...delivery: Parameters<typeof receive>) => (await receive(...delivery)).status;

describe('a delivery is refused', () => {
  test.each([
    '/webhooks/telegram/sales',
    '/webhooks/waha/nobody',
    '/webhooks/waha',
    '/webhooks/waha/sales/more',
    '/webhooks/waha/%2e%2e%2f',
    '/webhooks/waha/%E0%A4%A',
    '/webhooks/constructor/sales',
    '/hooks/waha/sales',
  ])('at %s, where nothing is', async (path) => {
    expect(await statusOf(post(departure(), undefined, path))).toBe(404);
  });

  test('when it is no post', async () => {
    const answer = await receive(new Request('https://backend.example/webhooks/waha/sales'));
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  test('when it is not signed, or with another secret, or for another body', async () => {
    const body = JSON.stringify(departure());
    expect(await statusOf(post(body, {}))).toBe(401);
    expect(await statusOf(post(body, sign(body, 'another-secret-of-another-instance')))).toBe(401);
    expect(await statusOf(post(body, sign(`${body} `)))).toBe(401);
    expect(await statusOf(post(body, { ...sign(body), 'x-webhook-hmac': '0'.repeat(128) }))).toBe(401);
    expect(await statusOf(post(body, { ...sign(body), 'x-webhook-hmac': '' }))).toBe(401);
  });

  test('when it is cut off, and the rest does not fit its signature', async () => {
    const body = JSON.stringify(departure());
    expect(await statusOf(post(body.slice(0, -20), sign(body)))).toBe(401);
    expect(await statusOf(post(body.slice(0, -20), {}, '/webhooks/waha/mute'))).toBe(400);
  });

  test('when its sender goes away in the middle', async () => {
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode('{"event":'));
        controller.error(new Error('the socket is gone'));
      },
    });
    const request = new Request('https://backend.example/webhooks/waha/sales', {
      method: 'POST',
      body,
      duplex: 'half',
    });
    expect(await statusOf(request)).toBe(400);
  });

  test('when it is too large, whatever length it announces', async () => {
    const large = JSON.stringify({ ...departure(), filling: 'x'.repeat(5_000) });
    expect(await statusOf(post(large))).toBe(413);
    expect(await statusOf(post(large, { ...sign(large), 'content-length': '10' }))).toBe(413);
    expect(await statusOf(post(departure(), { 'content-length': '5000' }))).toBe(413);
  });

  test('without reading on when it does not end', async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1_024;
        controller.enqueue(new Uint8Array(1_024));
      },
    });
    const request = new Request('https://backend.example/webhooks/waha/sales', {
      method: 'POST',
      body,
      duplex: 'half',
    });
    expect(await statusOf(request)).toBe(413);
    expect(sent).toBeLessThan(16_384);
  });

  test.each([
    ['no JSON', 'see you'],
    ['no event', '[1]'],
    ['an event without a name', '{}'],
    ['a departure without an id', { ...departure(), id: undefined }],
    ['a departure from no group', departure({ groupId: '4915123456789@c.us' })],
    ['a departure with an endless id', departure({ id: 'x'.repeat(201) })],
  ])('when it is signed and %s', async (_, event) => {
    expect(await statusOf(post(event))).toBe(400);
  });

  test('when its text is no UTF-8', async () => {
    const bytes = new Uint8Array([0x22, 0xff, 0x22]);
    const request = new Request('https://backend.example/webhooks/waha/mute', { method: 'POST', body: bytes });
    expect(await statusOf(request)).toBe(400);
  });

  test('with a 4xx or a 2xx, whatever it says, and never repeats it in its answer or its log', async () => {
    const confidential = 'PRIVATE4915123456789';
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.boolean(), async (json, signed) => {
        outcomes.length = 0;
        const body = `{"note":"${confidential}","held":${json}}`;
        const answer = await receive(post(body, signed ? sign(body) : {}));
        expect(answer.status).toBe(signed ? 400 : 401);
        expect((await answer.text()) + JSON.stringify(outcomes)).not.toContain(confidential);
      }),
    );
  });
});

describe('a delivery is taken and not handed on', () => {
  test('when nothing waits for such an event, or it is about another session', async () => {
    expect(await statusOf(post({ ...departure(), event: 'message.any' }))).toBe(200);
    expect(await statusOf(post(departure({ session: 'support-session' })))).toBe(200);
  });

  test('when somebody else left', async () => {
    expect(await statusOf(post(departure({ who: aForeigner })))).toBe(200);
    expect(outcomes.at(-1)).toMatchObject({ why: 'somebody else left', groupId: departure().payload.group.id });
  });
});
