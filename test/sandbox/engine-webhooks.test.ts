import { describe, expect, it } from 'vitest';
import type { NewGroup, NewNumber } from '../../worker/embedded/sandbox/world/seed.ts';
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
  webhookReceiver,
  wawp,
  type Received,
} from './fixture.ts';

const EVENTS = ['group.v2.leave', 'group.v2.participants', 'group.leave', 'session.status', 'message.any'];

/** A sandbox whose number `sales` is as told and gets every event. */
async function listening(number: Partial<NewNumber>, group: Partial<NewGroup> = {}) {
  const receiver = await webhookReceiver();
  const numbers = [{ ...sales, webhook: { url: receiver.url, events: EVENTS }, ...number }, support];
  const sandbox = await sandboxWith({ ...oneGroup(group), numbers });
  return { sandbox, received: receiver.received };
}

/** Sorted: what is sent at the same time arrives in any order. */
const names = (received: Received[]) => received.map(({ body }) => body.event).toSorted();
const eventIn = (received: Received[], event: string) => received.find(({ body }) => body.event === event)?.body;

describe('in a group listed by LID', () => {
  it.each([
    ['WEBJS', '2026.8.1', ['group.leave', 'group.v2.participants'], sales.phoneId],
    ['GOWS', '2026.8.1', ['group.v2.participants'], null],
    ['NOWEB', '2026.7.1', ['group.v2.participants'], sales.phoneId],
    ['NOWEB', '2026.8.1', ['group.v2.leave', 'group.v2.participants'], sales.phoneId],
  ] as const)('%s %s tells of our own departure by %j', async (engine, version, events, pn) => {
    const { sandbox, received } = await listening({ engine, version }, { addressing: 'lid' });
    await waha(sandbox, 'POST', `${wahaGroup}/leave`);
    await sandbox.webhooksSettled();
    expect(names(received)).toEqual(events);
    expect(eventIn(received, 'group.v2.participants')?.payload).toMatchObject({
      type: 'leave',
      participants: [{ id: sales.lid, pn, role: 'left' }],
    });
  });

  it('nobody is named by phone where phones are hidden', async () => {
    const { sandbox, received } = await listening({ engine: 'NOWEB' }, { addressing: 'lid', phonesHidden: true });
    sandbox.world.act(GROUP, { act: 'leave', by: HUMAN });
    await sandbox.webhooksSettled();
    expect(received).toMatchObject([{ body: { payload: { participants: [{ id: HUMAN_LID, pn: null }] } } }]);
  });
});

describe('the departure of', () => {
  it.each(['NOWEB', 'GOWS'] as const)(
    'ourselves is told by %s in milliseconds and its own envelope',
    async (engine) => {
      const { sandbox, received } = await listening({ engine });
      await waha(sandbox, 'POST', `${wahaGroup}/leave`);
      await sandbox.webhooksSettled();
      expect(names(received)).toEqual(['group.v2.leave', 'group.v2.participants']);
      const [own] = received;
      expect(own?.body).toMatchObject({ engine, environment: { engine, browser: null } });
      expect(own?.body.payload['timestamp']).toBe(own?.body['timestamp']);
    },
  );

  it.each([
    ['WEBJS', ['group.leave', 'group.v2.participants']],
    ['NOWEB', ['group.v2.participants']],
    ['GOWS', ['group.v2.participants']],
  ] as const)('somebody else is told by %s as %j', async (engine, events) => {
    const { sandbox, received } = await listening({ engine });
    sandbox.world.act(GROUP, { act: 'leave', by: HUMAN });
    await sandbox.webhooksSettled();
    expect(names(received)).toEqual(events);
    expect(eventIn(received, 'group.v2.participants')?.payload).toMatchObject({
      participants: [{ id: HUMAN, pn: HUMAN, role: 'left' }],
    });
  });
});

describe('session.status', () => {
  it.each(['waha', 'wawp'] as const)('of %s tells of every change, and of nothing else', async (gateway) => {
    const { sandbox, received } = await listening({ gateway });
    sandbox.world.setSessionStatus('sales', 'WORKING');
    sandbox.world.setSessionStatus('sales', 'STARTING');
    await sandbox.webhooksSettled();
    sandbox.world.setSessionStatus('sales', 'WORKING');
    await sandbox.webhooksSettled();
    expect(received.map(({ body }) => body)).toMatchObject([
      { event: 'session.status', session: 'default', payload: { name: 'default', status: 'STARTING' } },
      { payload: { status: 'WORKING', statuses: [{ status: 'STARTING' }, { status: 'WORKING' }], data: {} } },
    ]);
  });

  it('is subscribed to unless told otherwise', async () => {
    const { url, received } = await webhookReceiver();
    const sandbox = await sandboxWith({ numbers: [{ ...sales, webhook: { url } }] });
    sandbox.world.setSessionStatus('sales', 'FAILED');
    await sandbox.webhooksSettled();
    expect(received).toMatchObject([{ body: { payload: { status: 'FAILED' } } }]);
  });
});

describe('message.any', () => {
  it('is not sent to a number that did not subscribe to it', async () => {
    const { url, received } = await webhookReceiver();
    const sandbox = await sandboxWith({ ...oneGroup(), numbers: [{ ...sales, webhook: { url } }, support] });
    sandbox.world.act(GROUP, { act: 'say', by: HUMAN, text: 'Hello' });
    await sandbox.webhooksSettled();
    expect(received).toEqual([]);
  });

  it.each([
    ['WEBJS', /_3EB0[0-9A-F]+_15550100001@c\.us$/],
    ['NOWEB', /_3EB0[0-9A-F]+$/],
    ['GOWS', /_3EB0[0-9A-F]+_15550100001@c\.us$/],
  ] as const)('tells on %s of what is said, ours among it', async (engine, ownId) => {
    const { sandbox, received } = await listening({ engine });
    await waha(sandbox, 'POST', '/api/sendText', { chatId: GROUP, text: 'Goodbye' });
    await sandbox.webhooksSettled();
    sandbox.world.act(GROUP, { act: 'say', by: HUMAN, text: 'Take care' });
    await sandbox.webhooksSettled();
    expect(received.map(({ body }) => body)).toMatchObject([
      { event: 'message.any', engine, payload: { fromMe: true, source: 'api', body: 'Goodbye' } },
      { event: 'message.any', payload: { fromMe: false, source: 'app', body: 'Take care', participant: HUMAN } },
    ]);
    expect(String(received[0]?.body.payload['id'])).toMatch(ownId);
  });

  it('tells on Wawp too', async () => {
    const { url, received } = await webhookReceiver();
    const numbers = [sales, { ...support, webhook: { url, events: ['message.any'] } }];
    const sandbox = await sandboxWith({ ...oneGroup(), numbers });
    await wawp(sandbox, 'POST', '/v2/send/text', { chatId: GROUP, message: 'Goodbye' });
    await sandbox.webhooksSettled();
    expect(received).toMatchObject([{ body: { event: 'message.any', payload: { fromMe: true, body: 'Goodbye' } } }]);
  });
});
