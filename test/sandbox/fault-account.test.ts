import { describe, expect, it } from 'vitest';
import { EVERYWHERE, WAHA } from '../../worker/embedded/sandbox/faults/places.ts';
import { GROUP, eventually, sales, waha, type Received } from './fixture.ts';
import { sandboxOn } from './places.ts';

const statusesTold = (received: Received[]) =>
  received.filter(({ body }) => body.event === 'session.status').map(({ body }) => body.payload['status']);

describe('the session', () => {
  it.each(EVERYWHERE)('on %s restarts in the middle of a call, and comes back', async (place) => {
    const { ask, sandbox, received, me } = await sandboxOn(place);
    sandbox.faults.add({ name: 'session-restart', operation: 'leave', times: 1, delayMs: 1500 });
    expect((await ask.leave()).status).toBe(place === 'wawp' ? 404 : 422);
    expect(sandbox.world.number(me.instanceId).status).toBe('STARTING');
    await eventually(() => statusesTold(received)).toEqual(['STARTING', 'WORKING']);
    expect(sandbox.journal.count({ effect: 'left' })).toBe(0);
    expect((await ask.leave()).status).toBe(200);
  });

  it('restarts right after it was done', async () => {
    const { ask, sandbox } = await sandboxOn('waha/NOWEB');
    sandbox.faults.add({ name: 'session-restart', operation: 'leave', times: 1, withEffect: true });
    expect((await ask.leave()).status).toBe(500);
    expect(sandbox.journal.count({ effect: 'left' })).toBe(1);
  });

  it('breaks when it is asked about a group that was left, and only then', async () => {
    const { ask, sandbox, me } = await sandboxOn('waha/NOWEB', [
      { name: 'breaks-after-leaving', times: 1, delayMs: 3_600_000 },
    ]);
    expect((await ask.group()).status).toBe(200);
    await ask.leave();
    expect(await ask.group()).toMatchObject({
      status: 500,
      json: { exception: { message: 'Connection Closed', data: 428 } },
    });
    expect(sandbox.world.number(me.instanceId).status).toBe('STARTING');
  });

  it.each(EVERYWHERE)('on %s is logged out, and stays so', async (place) => {
    const { ask, sandbox, received } = await sandboxOn(place, [{ name: 'logged-out', times: 1 }]);
    const statuses = [(await ask.leave()).status, (await ask.leave()).status];
    expect(statuses).toEqual(place === 'wawp' ? [404, 404] : [422, 422]);
    await sandbox.webhooksSettled();
    expect(statusesTold(received)).toEqual(['SCAN_QR_CODE']);
  });
});

describe('the number is restricted', () => {
  it.each([
    ['waha/WEBJS', 463],
    ['waha/NOWEB', 463],
    ['waha/GOWS', 463],
    ['wawp', 463],
    ['waha/NOWEB', 475],
    ['wawp', 475],
  ] as const)('on %s with %i, which an event explains', async (place, code) => {
    const { ask, sandbox, received } = await sandboxOn(place, [{ name: `restricted-${code}` }]);
    expect(await ask.send()).toMatchObject({
      status: 500,
      text: expect.stringContaining(`server returned error ${code}`),
    });
    await sandbox.webhooksSettled();
    const [told] = received;
    expect(told?.body).toMatchObject({ event: 'session.status', payload: { status: 'WORKING' } });
    const seconds = /"(?:timeEnforcementEnds|cycleEnd)":(\d+)/.exec(told?.rawBody ?? '')?.[1];
    expect(Number(seconds) * 1000).toBeGreaterThan(Date.now());
    expect(sandbox.world.messages(GROUP)).toEqual([]);
  });

  it.each(EVERYWHERE)('on %s with 463, and nothing explains it', async (place) => {
    const { ask, sandbox, received } = await sandboxOn(place, [{ name: 'restricted-463-silent' }]);
    expect((await ask.send()).text).toContain('463');
    await sandbox.webhooksSettled();
    expect(received).toEqual([]);
  });
});

describe('the session tells', () => {
  it.each(EVERYWHERE)('on %s nothing of our LID', async (place) => {
    const { ask, sandbox } = await sandboxOn(place, [{ name: 'own-lid-untold' }]);
    for (const { text } of [await ask.me(), await ask.session()]) {
      expect(text).toContain('@c.us');
      expect(text).not.toContain('@lid');
    }
    const untold = place === 'wawp' ? undefined : (await waha(sandbox, 'GET', '/api/default/lids/pn/15550100001')).json;
    expect(untold).toEqual(place === 'wawp' ? undefined : { lid: null, pn: sales.phoneId });
  });

  it.each(WAHA)('on %s of an engine and a version that it is not', async (place) => {
    const { ask, sandbox, received } = await sandboxOn(place, [{ name: 'wrong-engine' }]);
    const engine = place.slice('waha/'.length);
    expect((await ask.session()).text).not.toContain(`"engine":"${engine}"`);
    await ask.leave();
    await sandbox.webhooksSettled();
    for (const { body } of received) {
      expect(body['engine']).not.toBe(engine);
      expect(body['environment']).toMatchObject({ version: 'edge', engine: body['engine'] });
    }
    expect(received.length).toBeGreaterThan(0);
  });
});
