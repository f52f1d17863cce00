import { afterAll, describe, expect, it } from 'vitest';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import type { WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import { createWawpGateway } from '../../activities/gateways/wawp.ts';
import { calls, GROUP, SECRETS, SUCCESSOR, wawpAt } from './calls.ts';
import { failureOf } from './failures.ts';
import { bare, json, type Reply, startScriptedGateway } from './scripted-gateway.ts';

const pool = createConnections();
afterAll(() => pool.destroy());

async function answered<Result>(call: (gateway: WhatsAppGateway) => Promise<Result>, ...replies: Reply[]) {
  await using gateway = await startScriptedGateway();
  gateway.script(...replies);
  const result = await call(wawpAt(gateway.baseUrl, pool));
  return { result, received: gateway.received };
}

const credentials = { instance_id: 'ABCDEF123456', access_token: SECRETS.accessToken };
const asQuery = new URLSearchParams(credentials).toString();
const ok = json(200, { ok: true });

it.each([
  ['accessToken', { accessToken: '' }],
  ['instanceId', { instanceId: 'ABC DEF' }],
])('names a setting that cannot be used: %s', (name, setting) => {
  const settings = {
    baseUrl: 'http://localhost',
    instanceId: 'A',
    accessToken: 'hunter2',
    timeoutMs: 1,
    pool,
    ...setting,
  };
  expect(() => createWawpGateway(settings)).toThrow(new RegExp(`^${name} is empty, or has spaces`));
});

describe('a read', () => {
  it.each([
    ['listGroups', json(200, {}), `groups?${asQuery}&limit=2&offset=0&sortBy=id&sortOrder=asc`],
    ['inviteCode', bare(200), `groups/120363000000000000%40g.us/invite-code?${asQuery}`],
    [
      'ownMessages',
      json(200, []),
      `chats/messages?${asQuery}&chatId=120363000000000000%40g.us&limit=100&offset=0&downloadMedia=false`,
    ],
    ['group', bare(200), `groups/120363000000000000%40g.us?${asQuery}`],
  ] as const)('has the credentials in its query and no body: %s', async (call, reply, target) => {
    const { received } = await answered((gateway): Promise<unknown> => calls[call](gateway), reply);
    expect(received).toMatchObject([{ method: 'GET', target: `/proxied/v2/${target}`, body: '' }]);
  });
});

describe('a write', () => {
  it.each([
    ['leave', ok, 'POST', 'groups/120363000000000000%40g.us/leave', { id: GROUP }],
    [
      'promote',
      ok,
      'POST',
      'groups/120363000000000000%40g.us/admin/promote',
      { id: GROUP, participants: [{ id: SUCCESSOR }] },
    ],
    [
      'setDescription',
      ok,
      'PUT',
      'groups/120363000000000000%40g.us/description',
      { id: GROUP, description: 'Private closing words' },
    ],
    ['sendText', json(200, { id: '3EB0' }), 'POST', 'send/text', { chatId: GROUP, message: 'Private goodbye' }],
    ['session', json(200, { status: 'STOPPED' }), 'POST', 'session/info', {}],
  ] as const)(
    'has the credentials in its body and nothing in the address: %s',
    async (call, reply, method, target, body) => {
      const { received } = await answered((gateway): Promise<unknown> => calls[call](gateway), reply);
      expect(received).toMatchObject([{ method, target: `/proxied/v2/${target}` }]);
      expect(received[0]?.headers['content-type']).toBe('application/json');
      expect(JSON.parse(received[0]?.body ?? '')).toEqual({ ...credentials, ...body });
    },
  );
});

describe('what Wawp has no endpoint for', () => {
  it('is not asked', async () => {
    const { result, received } = await answered((gateway) =>
      Promise.all([gateway.lidOf(SUCCESSOR), gateway.newMessageId()]),
    );
    expect(result).toEqual([undefined, undefined]);
    expect(received).toEqual([]);
  });
});

describe('the session', () => {
  it('that works is asked who we are', async () => {
    const replies = [json(200, { status: 'WORKING' }), json(200, { id: '5511999990000@c.us', pushName: 'Bot' })];
    const { result, received } = await answered((gateway) => gateway.session(), ...replies);
    expect(result).toEqual({ state: 'working', stateName: 'WORKING', me: ['5511999990000@c.us'] });
    expect(received[1]).toMatchObject({ method: 'GET', target: `/proxied/v2/session/me?${asQuery}` });
  });

  it('that does not work is not', async () => {
    const { result, received } = await answered((gateway) => gateway.session(), json(200, { status: 'SCAN_QR_CODE' }));
    expect(result).toEqual({ state: 'needs-login', stateName: 'SCAN_QR_CODE', me: [] });
    expect(received).toHaveLength(1);
  });

  it.each([
    ['with us in it', { status: 'WORKING', me: { id: '5511999990000@c.us', lid: '123123@lid' } }],
    ['wrapped', { data: { status: 'WORKING', me: { id: '5511999990000@c.us', lid: '123123@lid' } } }],
  ])('is read in one call when it comes %s', async (_how, answer) => {
    const { result, received } = await answered((gateway) => gateway.session(), json(200, answer));
    expect(result).toMatchObject({ state: 'working', me: ['5511999990000@c.us', '123123@lid'] });
    expect(received).toHaveLength(1);
  });
});

describe('a group', () => {
  const chat = { id: GROUP, name: 'Vendas', groupMetadata: { desc: 'Welcome', announce: true } };

  it('has its participants from their own endpoint, where the documents show them', async () => {
    const participants = { 0: { id: '5511999990000@c.us', isAdmin: true, isSuperAdmin: false }, 1: { id: SUCCESSOR } };
    const replies = [json(200, chat), json(200, { participants })];
    const { result, received } = await answered((gateway) => gateway.group(GROUP), ...replies);
    expect(result).toMatchObject({
      kind: 'found',
      group: {
        announceOnly: true,
        participants: [
          { ids: ['5511999990000@c.us'], role: 'admin' },
          { ids: [SUCCESSOR], role: 'participant' },
        ],
      },
    });
    expect(received[1]?.target).toBe(`/proxied/v2/groups/120363000000000000%40g.us/participants?${asQuery}`);
  });

  it('with bare ids for participants has none, since their roles are not told', async () => {
    const bareIds = { ...chat, participants: { 0: '5511999990000@c.us' } };
    const { result } = await answered((gateway) => gateway.group(GROUP), json(200, bareIds), json(200, []));
    expect(result).toMatchObject({ kind: 'found', group: { participants: [] } });
  });
});

describe('a session that Wawp does not find for a call', () => {
  const invalid = json(404, { code: 'invalid_session', message: 'Session not found or not active' });

  it.each([
    ['SCAN_QR_CODE', 'restricted', 'logged-out'],
    ['FAILED', 'restricted', 'logged-out'],
    ['STARTING', 'retry', 'invalid-session'],
    ['STOPPED', 'retry', 'invalid-session'],
  ])('is asked for, and needs a person or not: %s', async (status, kind, code) => {
    await using server = await startScriptedGateway();
    server.script(invalid, json(200, { status }));
    expect(await failureOf(calls.sendText(wawpAt(server.baseUrl, pool)))).toMatchObject({ kind, code });
    expect(server.received.map(({ target }) => target)).toEqual(['/proxied/v2/send/text', '/proxied/v2/session/info']);
  });

  it('is only not there where nobody tells more, also of the session itself', async () => {
    await using server = await startScriptedGateway();
    server.script(invalid);
    const gateway = wawpAt(server.baseUrl, pool);
    expect(await failureOf(calls.leave(gateway))).toMatchObject({ kind: 'retry', code: 'invalid-session' });
    expect(await failureOf(calls.session(gateway))).toMatchObject({ kind: 'retry', code: 'invalid-session' });
    expect(server.received).toHaveLength(3);
  });
});

it('lists groups written as an object', async () => {
  const { result } = await answered(calls.listGroups, json(200, { 0: { id: GROUP, name: 'Vendas' } }));
  expect(result).toMatchObject({ groups: [{ id: GROUP, name: 'Vendas', participants: [] }], more: false });
});

it('reads the stanza id from the message it documents', async () => {
  const id = { fromMe: true, remote: GROUP, id: '3EB0ABC', _serialized: `true_${GROUP}_3EB0ABC` };
  const { result } = await answered(calls.sendText, json(200, { _data: { id, t: 1_759_108_866, ack: 0 } }));
  expect(result).toEqual({ messageId: '3EB0ABC' });
});

it('takes no id for a goodbye said where the ack says ERROR', async () => {
  const id = { fromMe: true, remote: GROUP, id: '3EB0ABC', _serialized: `true_${GROUP}_3EB0ABC` };
  await using server = await startScriptedGateway();
  server.script(json(200, { _data: { id, ack: -1 } }));
  const failure = await failureOf(calls.sendText(wawpAt(server.baseUrl, pool)));
  expect(failure).toMatchObject({ kind: 'final', code: 'ack-error' });
});

it('finds our own messages among those of others, in raw whatsapp-web.js form', async () => {
  const raw = (fromMe: boolean, id: string, t: number) => ({
    _data: { id: { fromMe, remote: GROUP, id, _serialized: `${fromMe}_${GROUP}_${id}` }, t, body: 'Bye' },
  });
  const page = {
    0: raw(false, 'A', 1_700_000_009),
    1: raw(true, 'B', 1_700_000_008),
    2: raw(true, 'C', 1_600_000_000),
  };
  const { result } = await answered(calls.ownMessages, json(200, page));
  expect(result).toEqual([{ messageId: 'B', text: 'Bye', sentAtMs: 1_700_000_008_000 }]);
});

it.each([[[]], [{}]])('takes a chat that shows no message, %j, for no word on ours', async (answer) => {
  const { result } = await answered(calls.ownMessages, json(200, answer));
  expect(result).toBe('nothing-shown');
});

it.each([[{ ok: true }], [{ success: true }], [{ data: { ok: true } }], [true]])(
  'leaves when the answer says %j',
  async (answer) => {
    await expect(answered(calls.leave, json(200, answer))).resolves.toBeDefined();
  },
);
