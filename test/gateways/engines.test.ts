import { afterAll, describe, expect, it } from 'vitest';
import type { WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import { parseGroup } from '../../activities/gateways/parsing/parse-group.ts';
import { GROUP, SUCCESSOR, wahaAt, wawpAt } from './calls.ts';
import { failureOf } from './failures.ts';
import { bare, json, type Reply, startScriptedGateway } from './scripted-gateway.ts';

const pool = createConnections();
afterAll(() => pool.destroy());

const me = { id: '5511999990000@c.us', pushName: '~' };
const lids = /\/lids\/pn\//;
const v2 = /\/participants\/v2$/;
const missing = json(404, { statusCode: 404, message: 'Cannot GET /api/sales/…', error: 'Not Found' });

/** A WAHA that answers by path; what is not said is not offered. */
async function wahaWith<Result>(routes: [RegExp, Reply][], use: (gateway: WhatsAppGateway) => Promise<Result>) {
  await using server = await startScriptedGateway();
  server.script((response, received) => {
    const route = routes.find(([path]) => path.test(received.target.split('?')[0] ?? ''));
    (route?.[1] ?? missing)(response, received);
  });
  const result = await use(wahaAt(server.baseUrl, pool));
  const asked = (path: RegExp) => server.received.filter(({ target }) => path.test(target)).length;
  return { result, asked };
}

const twice = async <Result>(call: () => Promise<Result>) => [await call(), await call()];

describe('our own LID, where the session does not tell it', () => {
  const working = (told: object = me): [RegExp, Reply] => [
    /\/sessions\/sales$/,
    json(200, { status: 'WORKING', me: told }),
  ];

  it('stays unknown where the look-up fails, and the session is told all the same', async () => {
    const broken = json(500, { exception: { message: 'x' } });
    const { result } = await wahaWith([working(), [lids, broken]], (gateway) => gateway.session());
    expect(result).toMatchObject({ state: 'working', me: [me.id] });
  });

  it.each([
    ['null', { lid: null, pn: me.id }],
    ['a phone id', { lid: me.id, pn: me.id }],
    ['no text', { lid: 5 }],
  ])('stays unknown where the look-up tells %s', async (_what, answer) => {
    const { result } = await wahaWith([working(), [lids, json(200, answer)]], (gateway) => gateway.session());
    expect(result.me).toEqual([me.id]);
  });

  it('is not asked for again at a server that has no such look-up', async () => {
    const { asked } = await wahaWith([working()], (gateway) => twice(() => gateway.session()));
    expect(asked(lids)).toBe(1);
  });

  it('is looked up once and kept', async () => {
    const answer = json(200, { lid: '123123@lid', pn: me.id });
    const { result, asked } = await wahaWith([working(), [lids, answer]], (gateway) => twice(() => gateway.session()));
    expect(result.map((session) => session.me)).toEqual([
      [me.id, '123123@lid'],
      [me.id, '123123@lid'],
    ]);
    expect(asked(lids)).toBe(1);
  });

  it.each([
    ['told', { ...me, lid: '123123@lid' }],
    ['for nobody', null],
  ])('is not looked up when it is %s', async (_what, told) => {
    const { asked } = await wahaWith([working(told ?? {})], (gateway) => gateway.session());
    expect(asked(lids)).toBe(0);
  });
});

describe('the newer list of participants', () => {
  const hidden = {
    id: GROUP,
    subject: 'x',
    participants: [
      { id: '123@lid', admin: 'admin' },
      { id: '456@lid', admin: null },
    ],
  };
  const group = (told: object): [RegExp, Reply] => [/\/groups\/[^/]+$/, json(200, told)];
  const newer = json(200, [
    { id: '456@lid', pn: '22222222222@c.us', role: 'admin' },
    { id: '999@lid', pn: '33333333333@c.us', role: 'participant' },
  ]);

  it('is not asked where the group names phones itself', async () => {
    const named = {
      ...hidden,
      participants: [...hidden.participants, { id: '7@lid', phoneNumber: '7777777@s.whatsapp.net' }],
    };
    const { asked } = await wahaWith([group(named), [v2, newer]], (gateway) => gateway.group(GROUP));
    expect(asked(v2)).toBe(0);
  });

  it('adds phone ids, but nobody, and changes nobody’s role: who is in is the group’s word', async () => {
    const { result } = await wahaWith([group(hidden), [v2, newer]], (gateway) => gateway.group(GROUP));
    expect(result).toMatchObject({
      group: {
        participants: [
          { ids: ['123@lid'], role: 'admin', listedAs: '123@lid' },
          { ids: ['456@lid', '22222222222@c.us'], role: 'participant', listedAs: '456@lid' },
        ],
      },
    });
  });

  it('tells the people of a group that tells none itself, without those who left', async () => {
    const list = json(200, [
      { id: '456@lid', pn: null, role: 'superadmin' },
      { id: '9@lid', pn: null, role: 'left' },
    ]);
    const { result } = await wahaWith([group({ ...hidden, participants: [] }), [v2, list]], (gateway) =>
      gateway.group(GROUP),
    );
    expect(result).toMatchObject({ group: { participants: [{ ids: ['456@lid'], role: 'superadmin' }] } });
  });

  it.each([
    ['fails', json(500, { exception: { data: 429 } })],
    ['cannot be read', json(200, [{ role: 'admin' }])],
  ])('that %s leaves the group as it is', async (_what, reply) => {
    const { result } = await wahaWith([group(hidden), [v2, reply]], (gateway) => gateway.group(GROUP));
    expect(result).toMatchObject({ group: { participants: [{ ids: ['123@lid'] }, { ids: ['456@lid'] }] } });
  });

  it('is not asked for again at a server that has none', async () => {
    const { asked } = await wahaWith([group(hidden)], (gateway) => twice(() => gateway.group(GROUP)));
    expect(asked(v2)).toBe(1);
  });

  it('is asked for again where the 404 may be about the group', async () => {
    const reply = json(404, { statusCode: 404, message: 'Not Found' });
    const { asked } = await wahaWith([group(hidden), [v2, reply]], (gateway) => twice(() => gateway.group(GROUP)));
    expect(asked(v2)).toBe(2);
  });
});

describe('a community', () => {
  it.each([
    ['NOWEB, parent', { id: GROUP, isCommunity: true }, 'parent'],
    ['NOWEB, announcement group', { id: GROUP, isCommunityAnnounce: true }, 'announcement'],
    ['NOWEB, a group of it', { id: GROUP, linkedParent: '120363000000000009@g.us' }, 'none'],
    ['GOWS, parent', { JID: GROUP, IsParent: true }, 'parent'],
    ['GOWS, announcement group', { JID: GROUP, IsDefaultSubGroup: true }, 'announcement'],
    ['GOWS, a group of it', { JID: GROUP, LinkedParentJID: '120363000000000009@g.us' }, 'none'],
  ])('is seen: %s', (_what, group, community) => {
    expect(parseGroup(group)).toMatchObject({ id: GROUP, community });
  });
});

it('a chat of WEBJS in which we cannot write is announce-only where its metadata does not say', () => {
  const chat = { id: GROUP, isReadOnly: true };
  expect(parseGroup({ ...chat, groupMetadata: {} })).toMatchObject({ announceOnly: true });
  expect(parseGroup({ ...chat, groupMetadata: { announce: false } })).toMatchObject({ announceOnly: false });
});

describe.each([
  ['waha', wahaAt],
  ['wawp', wawpAt],
] as const)('%s answers a promotion', (_kind, adapter) => {
  async function promote(answer: Reply) {
    await using server = await startScriptedGateway();
    server.script(answer);
    await adapter(server.baseUrl, pool).promote(GROUP, SUCCESSOR);
  }

  it.each([
    ['without our rights', [{ status: '403', jid: 'x' }], 'final', 'not-admin'],
    ['for somebody who is not there', [{ status: 404 }], 'final', 'item-not-found'],
    ['for one of two', [{ status: '200' }, { status: '404' }], 'final', 'item-not-found'],
    ['by GOWS, refused', [{ JID: '1@lid', Error: 403 }], 'final', 'not-admin'],
    ['too often', [{ status: '429' }], 'retry', 'rate-overlimit'],
    ['with a breakdown', [{ status: '500' }], 'unknown', 'internal-server-error'],
    ['with words', { result: 'queued' }, 'unknown', 'unexpected-answer'],
    ['with entries nobody knows', [{ state: 'queued' }], 'unknown', 'unexpected-answer'],
  ])('%s: it is not done', async (_what, answer, kind, code) => {
    expect(await failureOf(promote(json(201, answer)))).toMatchObject({ kind, code });
  });

  it.each([
    ['NOWEB', json(201, [{ status: '200', jid: 'x', content: {} }])],
    ['GOWS', json(201, [{ JID: '1@lid', IsAdmin: true, Error: 0 }])],
    ['GOWS, without the field', json(201, [{ JID: '1@lid' }])],
    ['WEBJS', json(201, { status: 200 })],
    ['a list as an object', json(200, { 0: { status: 200 } })],
    ['ok', json(200, { ok: true })],
    ['nothing', bare(201)],
  ])('in the words of %s: accepted, and to be read back', async (_what, answer) => {
    await expect(promote(answer)).resolves.toBeUndefined();
  });
});

it('a leave that is answered in a way nobody documents is in doubt, and its shape is kept without its values', async () => {
  await using server = await startScriptedGateway();
  server.script(json(202, { queued: true, job: 'hunter2' }));
  const failure = await failureOf(wahaAt(server.baseUrl, pool).leave(GROUP));
  const undocumented = 'HTTP 202, application/json, {queued: boolean, job: string}';
  expect(failure).toMatchObject({ kind: 'unknown', code: 'unexpected-answer', undocumented });
  expect(failure.message).toBe(
    `leaving the group may or may not have happened: the gateway's answer has no plain yes (its answer: ${undocumented}). Compare the version and engine of the gateway with the ones this adapter is written for.`,
  );
});

it('a bare chat tells nothing of its description, which would be written over as if it were empty', async () => {
  const bareChat = { id: GROUP, name: 'Vendas SP', isGroup: true, timestamp: 1_700_000_000 };
  const asked = wahaWith([[/\/groups\//, json(200, bareChat)]], (gateway) => failureOf(gateway.group(GROUP)));
  expect((await asked).result).toMatchObject({ code: 'unexpected-answer' });
});
