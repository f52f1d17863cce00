import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { EVERYWHERE, WAHA } from '../../worker/embedded/sandbox/faults/places.ts';
import { GROUP, HUMAN, type Received } from './fixture.ts';
import { sandboxOn } from './places.ts';

/** Sorted: what is sent at the same time arrives in any order. */
const names = (received: Received[]) => received.map(({ body }) => body.event).toSorted();
const eventIn = (received: Received[], event: string) => received.find(({ body }) => body.event === event);

describe('a webhook', () => {
  it.each(EVERYWHERE)('on %s is there before the leave is answered', async (place) => {
    const { ask, received, sandbox } = await sandboxOn(place, [{ name: 'webhook-early' }]);
    await ask.leave();
    expect(names(received)).toContain('group.v2.leave');
    const [call, webhook] = sandbox.journal.entries({ groupId: GROUP });
    expect(call).toMatchObject({ kind: 'call', operation: 'leave', effect: 'left', fault: 'webhook-early' });
    expect(webhook).toMatchObject({ kind: 'webhook', status: 200, fault: 'webhook-early' });
  });

  it.each(EVERYWHERE)('on %s tells of a stranger, while we are still in the group', async (place) => {
    const { ask, received, sandbox, me } = await sandboxOn(place, [{ name: 'webhook-foreign' }]);
    expect((await ask.leave()).status).toBe(200);
    await sandbox.webhooksSettled();
    expect(names(received)).toContain('group.v2.participants');
    expect(names(received).includes('group.v2.leave')).toBe(place === 'wawp');
    for (const { body } of received) expect(JSON.stringify(body.payload)).not.toContain(me.phoneId);
    expect(sandbox.world.group(GROUP).members).toHaveLength(2);
  });

  it.each(EVERYWHERE)('on %s tells of our departure an hour ago, while we are still in the group', async (place) => {
    const { ask, received, sandbox } = await sandboxOn(place, [{ name: 'webhook-outdated' }]);
    expect((await ask.leave()).status).toBe(200);
    await sandbox.webhooksSettled();
    const own = eventIn(received, 'group.v2.leave')?.body;
    expect(own?.['timestamp']).toBeLessThan(Date.now() - 3_500_000);
    expect(sandbox.journal.count({ effect: 'left' })).toBe(0);
  });

  it.each(WAHA)('of %s has its time in the other unit', async (place) => {
    const { ask, received, sandbox } = await sandboxOn(place, [{ name: 'webhook-other-unit' }]);
    await ask.leave();
    await sandbox.webhooksSettled();
    const timestamp = Number(eventIn(received, 'group.v2.leave')?.body.payload['timestamp']);
    expect(timestamp > 1e11).toBe(place === 'waha/WEBJS');
  });
});

describe('a webhook of Wawp', () => {
  it("has WAHA's payload about ourselves", async () => {
    const { ask, received, sandbox, me } = await sandboxOn('wawp', [{ name: 'webhook-as-waha' }]);
    await ask.leave();
    await sandbox.webhooksSettled();
    expect(eventIn(received, 'group.v2.leave')?.body.payload).toEqual({
      timestamp: expect.any(Number),
      group: { id: GROUP },
      _data: {},
    });
    const participants = received.filter(({ body }) => body.event === 'group.v2.participants');
    expect(participants.map(({ body }) => body.payload)).toContainEqual(
      expect.objectContaining({ type: 'leave', participants: [{ id: me.phoneId, pn: me.phoneId, role: 'left' }] }),
    );
  });

  it("has WAHA's payload about others, and then no group.v2.leave", async () => {
    const { received, sandbox } = await sandboxOn('wawp', [{ name: 'webhook-as-waha' }]);
    sandbox.world.act(GROUP, { act: 'leave', by: HUMAN });
    await sandbox.webhooksSettled();
    expect(names(received)).toEqual(['group.v2.participants']);
  });

  it('is called group.leave', async () => {
    const { ask, received, sandbox } = await sandboxOn('wawp', [{ name: 'webhook-plain-name' }]);
    await ask.leave();
    await sandbox.webhooksSettled();
    expect(names(received)).not.toContain('group.v2.leave');
    expect(eventIn(received, 'group.leave')?.body.payload).toMatchObject({ chatId: GROUP });
    expect(sandbox.journal.count({ kind: 'webhook', operation: 'group.leave' })).toBe(1);
  });

  it('is signed with SHA-512', async () => {
    const { ask, received, sandbox } = await sandboxOn('wawp', [{ name: 'webhook-sha512' }]);
    await ask.leave();
    await sandbox.webhooksSettled();
    const own = eventIn(received, 'group.v2.leave');
    const right = createHmac('sha512', 'secret').update(String(own?.rawBody)).digest('hex');
    expect(own?.headers).toMatchObject({ 'x-webhook-hmac': right, 'x-webhook-hmac-algorithm': 'sha512' });
  });

  it('comes alone in an array', async () => {
    const { ask, received, sandbox } = await sandboxOn('wawp', [{ name: 'webhook-in-array' }]);
    await ask.leave();
    await sandbox.webhooksSettled();
    expect(received.map(({ body }): unknown => body)).toContainEqual([
      expect.objectContaining({ event: 'group.v2.leave' }),
    ]);
  });

  it('tells of its session without an envelope, and of groups with one', async () => {
    const { ask, received, sandbox, me } = await sandboxOn('wawp', [{ name: 'webhook-flat' }]);
    await ask.leave();
    sandbox.world.setSessionStatus(me.instanceId, 'FAILED');
    await sandbox.webhooksSettled();
    expect(received.map(({ body }): unknown => body)).toContainEqual({
      instance_id: me.session,
      status: 'FAILED',
      ts: expect.any(Number),
    });
    expect(eventIn(received, 'group.v2.leave')).toBeDefined();
  });
});
