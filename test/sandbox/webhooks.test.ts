import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { NewGroup } from '../../worker/embedded/sandbox/world/seed.ts';
import {
  GROUP,
  HUMAN,
  HUMAN_LID,
  oneGroup,
  sales,
  sandboxWith,
  support,
  waha,
  wahaGroup,
  wawp,
  wawpGroup,
  eventually,
} from './fixture.ts';
import { webhookReceiver, type Received } from './fixture.ts';

const EVENTS = ['group.v2.leave', 'group.v2.participants', 'group.leave'];

/** A sandbox whose numbers post to one receiver, each signing with a secret of its own. */
async function withWebhooks(group: Partial<NewGroup> = {}, statuses: number[] = []) {
  const receiver = await webhookReceiver(statuses);
  const webhook = { url: receiver.url, events: EVENTS };
  const numbers = [
    { ...sales, webhook: { ...webhook, secret: 'sales-secret' } },
    { ...support, webhook: { ...webhook, secret: 'support-secret' } },
  ];
  const sandbox = await sandboxWith({ ...oneGroup(group), numbers });
  return { sandbox, received: receiver.received };
}

const ofEngine = (received: Received[], instance: typeof sales | typeof support) =>
  received.filter(({ body }) => body['session'] === instance.session).map(({ body }) => body);

describe('a webhook of the make-believe WAHA', () => {
  it('is not sent where the number did not subscribe to the event', async () => {
    const { sandbox, received } = await withWebhooks();
    sandbox.world.setWebhook('sales', { events: ['group.v2.leave'] });
    await waha(sandbox, 'POST', `${wahaGroup}/leave`);
    await sandbox.webhooksSettled();
    expect(ofEngine(received, sales).map(({ event }) => event)).toEqual(['group.v2.leave']);
  });

  it('tells in the documented envelope that we left', async () => {
    const { sandbox, received } = await withWebhooks();
    await waha(sandbox, 'POST', `${wahaGroup}/leave`);
    await sandbox.webhooksSettled();
    const [own, participants, old] = ofEngine(received, sales);
    expect(own).toEqual({
      id: expect.stringMatching(/^evt_01[0-9a-hjkmnp-tv-z]{24}$/),
      timestamp: expect.any(Number),
      event: 'group.v2.leave',
      session: 'default',
      metadata: {},
      me: { id: sales.phoneId, lid: sales.lid, jid: '15550100001:7@s.whatsapp.net', pushName: 'Sandbox number' },
      payload: { timestamp: expect.any(Number), group: { id: GROUP }, _data: {} },
      engine: 'WEBJS',
      environment: { version: '2026.7.1', engine: 'WEBJS', tier: 'PLUS', browser: expect.any(String) },
    });
    expect(own?.payload['timestamp']).toBe(Math.floor(Number(own?.['timestamp']) / 1000));
    expect(participants?.payload).toMatchObject({ type: 'leave', participants: [{ id: sales.phoneId, role: 'left' }] });
    expect(old?.payload).toMatchObject({ type: 'leave', chatId: GROUP, recipientIds: [sales.phoneId] });
  });

  it('is signed over the raw body with SHA-512', async () => {
    const { sandbox, received } = await withWebhooks();
    await waha(sandbox, 'POST', `${wahaGroup}/leave`);
    await sandbox.webhooksSettled();
    const own = received.find(({ body }) => body['session'] === 'default');
    const expected = createHmac('sha512', 'sales-secret').update(String(own?.rawBody)).digest('hex');
    expect(own?.headers).toMatchObject({
      'x-webhook-hmac': expected,
      'x-webhook-hmac-algorithm': 'sha512',
      'x-webhook-timestamp': String(own?.body['timestamp']),
      'x-webhook-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('is unsigned where no secret is configured', async () => {
    const receiver = await webhookReceiver();
    const sandbox = await sandboxWith(oneGroup());
    sandbox.world.setWebhook('sales', { url: receiver.url });
    await waha(sandbox, 'POST', `${wahaGroup}/leave`);
    await sandbox.webhooksSettled();
    expect(receiver.received).toHaveLength(2);
    for (const { headers } of receiver.received) expect(headers).not.toHaveProperty('x-webhook-hmac');
  });

  it('about somebody else is never group.v2.leave', async () => {
    const { sandbox, received } = await withWebhooks();
    sandbox.world.act(GROUP, { act: 'leave', by: HUMAN });
    await sandbox.webhooksSettled();
    const events = ofEngine(received, sales);
    expect(events.map(({ event }) => event)).toEqual(['group.v2.participants', 'group.leave']);
    expect(events[0]?.payload).toMatchObject({ participants: [{ id: HUMAN, role: 'left' }] });
  });

  it('about us is never group.v2.leave in a group listed by LID', async () => {
    const { sandbox, received } = await withWebhooks({ addressing: 'lid' });
    await waha(sandbox, 'POST', `${wahaGroup}/leave`);
    await sandbox.webhooksSettled();
    const events = ofEngine(received, sales);
    expect(events.map(({ event }) => event)).toEqual(['group.v2.participants', 'group.leave']);
    expect(events[0]?.payload).toMatchObject({ participants: [{ id: sales.lid, pn: sales.phoneId, role: 'left' }] });
  });

  it('tells of a promotion, also of the one WhatsApp makes when the last admin leaves', async () => {
    const members = [{ instanceId: 'support', role: 'admin' as const }, { instanceId: 'sales' }, { phoneId: HUMAN }];
    const { sandbox, received } = await withWebhooks({ members });
    await wawp(sandbox, 'POST', `${wawpGroup}/leave`, { id: GROUP });
    await sandbox.webhooksSettled();
    const promotion = ofEngine(received, sales).find(({ payload }) => payload['type'] === 'promote');
    expect(promotion?.payload).toMatchObject({ participants: [{ id: sales.phoneId, role: 'admin' }] });
    expect(sandbox.journal.entries({ effect: 'left' })).toMatchObject([{ detail: 'network-succession' }]);
  });
});

describe('a webhook of the make-believe Wawp', () => {
  it('is signed with SHA-256 and writes its participants by index', async () => {
    const { sandbox, received } = await withWebhooks();
    await wawp(sandbox, 'POST', `${wawpGroup}/leave`, { id: GROUP });
    await sandbox.webhooksSettled();
    const own = received.find(({ body }) => body['session'] === support.session);
    expect(own?.body).toMatchObject({
      event: 'group.v2.leave',
      engine: 'WEBJS',
      payload: { chatId: GROUP, participants: { '0': support.phoneId } },
      me: { id: support.phoneId, lid: support.lid },
    });
    expect(own?.body).not.toHaveProperty('environment');
    const expected = createHmac('sha256', 'support-secret').update(String(own?.rawBody)).digest('hex');
    expect(own?.headers).toMatchObject({ 'x-webhook-hmac': expected, 'x-webhook-hmac-algorithm': 'sha256' });
  });

  it("calls anybody's departure group.v2.leave", async () => {
    const { sandbox, received } = await withWebhooks({ addressing: 'lid' });
    sandbox.world.act(GROUP, { act: 'leave', by: HUMAN });
    await sandbox.webhooksSettled();
    const [event] = ofEngine(received, support);
    expect(event).toMatchObject({ event: 'group.v2.leave', payload: { participants: { '0': HUMAN_LID } } });
  });
});

describe('the courier of the sandbox', () => {
  it('gives up after as many attempts as configured', async () => {
    const { sandbox, received } = await withWebhooks(
      {},
      Array.from({ length: 5 }, () => 400),
    );
    sandbox.sendEvent({ instanceId: 'sales', event: 'group.v2.leave' });
    await sandbox.webhooksSettled();
    expect(received).toHaveLength(5);
    expect(sandbox.journal.entries({ kind: 'webhook' }).map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
  });

  it('tries again on any answer but 2xx, with the same event and request id', async () => {
    const { sandbox, received } = await withWebhooks({}, [401, 503]);
    const eventId = sandbox.sendEvent({ instanceId: 'sales', event: 'group.v2.leave', groupId: GROUP });
    await sandbox.webhooksSettled();
    expect(received.map(({ body }) => body.id)).toEqual([eventId, eventId, eventId]);
    expect(new Set(received.map(({ headers }) => headers['x-webhook-request-id'])).size).toBe(1);
    expect(sandbox.journal.entries({ eventId }).map(({ status }) => status)).toEqual([401, 503, 200]);
  });

  it('reaches a worker that starts later, even at another address', async () => {
    const sandbox = await sandboxWith(oneGroup(), { webhookRetries: { attempts: 1000, delayMs: 5 } });
    sandbox.world.setWebhook('sales', { url: 'http://127.0.0.1:1/nobody-there' });
    sandbox.sendEvent({ instanceId: 'sales', event: 'group.v2.leave' });
    await eventually(() => sandbox.journal.count({ kind: 'webhook' })).toBeGreaterThan(0);
    const receiver = await webhookReceiver();
    sandbox.world.setWebhook('sales', { url: receiver.url });
    await sandbox.webhooksSettled();
    expect(receiver.received).toHaveLength(1);
    const statuses = sandbox.journal.entries({ kind: 'webhook' }).map(({ status }) => status);
    expect([statuses[0], statuses.at(-1)]).toEqual(['unreachable', 200]);
  });

  it('comes back when the worker asks it to, whatever its own pause is', async () => {
    const anHour = { attempts: 2, delayMs: 3_600_000 };
    const sandbox = await sandboxWith(oneGroup(), { webhookRetries: anHour });
    const receiver = await webhookReceiver([503], { 'retry-after': '1' });
    sandbox.world.setWebhook('sales', { url: receiver.url });
    sandbox.sendEvent({ instanceId: 'sales', event: 'group.v2.leave' });
    await sandbox.webhooksSettled();
    expect(receiver.received).toHaveLength(2);
  });

  it('sends nothing for a number that has no webhook URL', async () => {
    const sandbox = await sandboxWith();
    await waha(sandbox, 'POST', `${wahaGroup}/leave`);
    await sandbox.webhooksSettled();
    expect(sandbox.journal.count({ kind: 'webhook' })).toBe(0);
    expect(() => sandbox.sendEvent({ instanceId: 'sales', event: 'group.v2.leave' })).toThrow('no webhook URL');
  });

  it('sends a webhook made by hand, with the envelope and the signature it was told', async () => {
    const { sandbox, received } = await withWebhooks();
    const event = {
      instanceId: 'sales',
      event: 'group.v2.leave',
      payload: { group: { id: GROUP } },
      envelope: { id: 'evt_by_hand', session: 'elsewhere' },
    };
    expect(sandbox.sendEvent({ ...event, signature: 'forged' })).toBe('evt_by_hand');
    await sandbox.webhooksSettled();
    expect(received).toMatchObject([{ body: { id: 'evt_by_hand', session: 'elsewhere', payload: event.payload } }]);
    const right = createHmac('sha512', 'sales-secret').update(String(received[0]?.rawBody)).digest('hex');
    expect(received[0]?.headers['x-webhook-hmac']).toMatch(/^[0-9a-f]{128}$/);
    expect(received[0]?.headers['x-webhook-hmac']).not.toBe(right);
  });
});
