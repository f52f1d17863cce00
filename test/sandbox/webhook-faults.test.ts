import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { NewFault } from '../../worker/embedded/sandbox/faults/new-fault.ts';
import {
  GROUP,
  oneGroup,
  sales,
  sandboxWith,
  support,
  waha,
  wahaGroup,
  webhookReceiver,
  wawp,
  wawpGroup,
} from './fixture.ts';

/** We leave by WAHA, then by Wawp, under a fault; what came of the one's own-leave webhooks. */
async function departureUnder(fault: NewFault, gateway: 'waha' | 'wawp' = 'waha') {
  const receiver = await webhookReceiver();
  const webhook = { url: receiver.url, secret: 'secret' };
  const numbers = [sales, support].map((number) => ({ ...number, webhook: number.gateway === gateway ? webhook : {} }));
  const sandbox = await sandboxWith({ ...oneGroup(), numbers }, { webhookRetries: { attempts: 1, delayMs: 1 } });
  sandbox.faults.add(fault);
  if (gateway === 'waha') await waha(sandbox, 'POST', `${wahaGroup}/leave`);
  else await wawp(sandbox, 'POST', `${wawpGroup}/leave`, { id: GROUP });
  await sandbox.webhooksSettled();
  return { sandbox, received: receiver.received };
}

const rightHmac = (rawBody: string) => createHmac('sha512', 'secret').update(rawBody).digest('hex');

describe('a webhook can be', () => {
  it('lost', async () => {
    const { received, sandbox } = await departureUnder({ name: 'webhook-lost', groupId: GROUP, instanceId: 'sales' });
    expect(received).toEqual([]);
    expect(sandbox.faults.list()).toMatchObject([{ struck: 2 }]);
    expect(sandbox.journal.count({ effect: 'left' })).toBe(1);
  });

  it('lost by one event alone', async () => {
    const { received } = await departureUnder({ name: 'webhook-lost', operation: 'group.v2.leave' });
    expect(received.map(({ body }) => body.event)).toEqual(['group.v2.participants']);
  });

  it('doubled: one event id, two request ids', async () => {
    const { received } = await departureUnder({ name: 'webhook-doubled', operation: 'group.v2.leave' });
    const doubled = received.filter(({ body }) => body.event === 'group.v2.leave');
    expect(doubled).toHaveLength(2);
    expect(new Set(doubled.map(({ body }) => body.id)).size).toBe(1);
    expect(new Set(doubled.map(({ headers }) => headers['x-webhook-request-id'])).size).toBe(2);
  });

  it('late: after one that happened at the same time', async () => {
    const { received } = await departureUnder({ name: 'webhook-delayed', operation: 'group.v2.leave', delayMs: 1000 });
    expect(received.map(({ body }) => body.event)).toEqual(['group.v2.participants', 'group.v2.leave']);
    expect(received[0]?.body['timestamp']).toBe(received[1]?.body['timestamp']);
  });

  it('unsigned', async () => {
    const { received } = await departureUnder({ name: 'webhook-unsigned' });
    expect(received).toHaveLength(2);
    for (const { headers } of received) expect(headers).not.toHaveProperty('x-webhook-hmac');
  });

  it('forged: signed, and not with our secret', async () => {
    const { received } = await departureUnder({ name: 'webhook-forged', operation: 'group.v2.leave' });
    const [forged, honest] = ['group.v2.leave', 'group.v2.participants'].map((event) =>
      received.find(({ body }) => body.event === event),
    );
    expect(forged?.headers['x-webhook-hmac']).toMatch(/^[0-9a-f]{128}$/);
    expect(forged?.headers['x-webhook-hmac']).not.toBe(rightHmac(String(forged?.rawBody)));
    expect(honest?.headers['x-webhook-hmac']).toBe(rightHmac(String(honest?.rawBody)));
  });

  it('about our LID alone, on WAHA without an event of our own', async () => {
    const { received } = await departureUnder({ name: 'webhook-wrong-identity' });
    expect(received).toMatchObject([
      {
        body: {
          event: 'group.v2.participants',
          payload: { participants: [{ id: sales.lid, pn: null, role: 'left' }] },
        },
      },
    ]);
    expect(received[0]?.headers['x-webhook-hmac']).toBe(rightHmac(String(received[0]?.rawBody)));
  });

  it('about our LID alone, on Wawp', async () => {
    const { received } = await departureUnder({ name: 'webhook-wrong-identity' }, 'wawp');
    expect(received[0]?.body).toMatchObject({
      event: 'group.v2.leave',
      payload: { participants: { '0': support.lid } },
    });
  });
});
