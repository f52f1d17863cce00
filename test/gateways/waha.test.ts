import { afterAll, describe, expect, it } from 'vitest';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import { createWahaGateway } from '../../activities/gateways/waha.ts';
import { calls, GROUP, SECRETS, SUCCESSOR, wahaAt } from './calls.ts';
import { failureOf } from './failures.ts';
import { bare, json, type Reply, startScriptedGateway } from './scripted-gateway.ts';

const pool = createConnections();
afterAll(() => pool.destroy());

const participant = (id: string, isAdmin = false, isSuperAdmin = false) => ({
  id: { server: id.slice(id.indexOf('@') + 1), user: id.slice(0, id.indexOf('@')), _serialized: id },
  isAdmin,
  isSuperAdmin,
});

/** A group as whatsapp-web.js shows it. */
const webjsGroup = (participants: unknown, metadata: object = {}) => ({
  id: { server: 'g.us', user: '120363000000000000', _serialized: GROUP },
  name: 'Vendas SP',
  isGroup: true,
  isReadOnly: false,
  timestamp: 1_700_000_000,
  groupMetadata: {
    id: { _serialized: GROUP },
    desc: 'Welcome',
    announce: false,
    restrict: true,
    participants,
    ...metadata,
  },
});

const people = [participant('5511999990000@c.us', true), participant(SUCCESSOR), participant('123123@lid', true, true)];

async function answered<Result>(call: (gateway: ReturnType<typeof wahaAt>) => Promise<Result>, ...replies: Reply[]) {
  await using gateway = await startScriptedGateway();
  gateway.script(...replies);
  const result = await call(wahaAt(gateway.baseUrl, pool));
  return { result, received: gateway.received };
}

describe('a setting', () => {
  it.each([
    ['apiKey', { apiKey: '' }],
    ['apiKey', { apiKey: 'hunter2\n' }],
    ['session', { session: 'my session' }],
  ])('that cannot be used is named and not repeated: %s %j', (name, setting) => {
    const settings = {
      baseUrl: 'http://localhost',
      apiKey: 'hunter2',
      session: 'sales',
      timeoutMs: 1,
      pool,
      ...setting,
    };
    expect(() => createWahaGateway(settings)).toThrow(new RegExp(`^${name} is empty, or has spaces`));
    expect(() => createWahaGateway(settings)).not.toThrow(/hunter2|my session/);
  });
});

describe('what WAHA is sent', () => {
  const seven = 'GET /proxied/api/sales/groups?limit=2&offset=0&sortBy=id&sortOrder=asc';
  const messages =
    'GET /proxied/api/sales/chats/120363000000000000%40g.us/messages?limit=100&offset=0&filter.fromMe=true&filter.timestamp.gte=1700000000&downloadMedia=false&sortBy=timestamp&sortOrder=desc';
  it.each([
    ['session', json(200, { status: 'WORKING' }), 'GET /proxied/api/sessions/sales', ''],
    ['group', json(200, webjsGroup(people)), 'GET /proxied/api/sales/groups/120363000000000000%40g.us', ''],
    ['listGroups', json(200, []), seven, ''],
    ['lidOf', json(200, { lid: null }), 'GET /proxied/api/sales/lids/pn/5511999990123%40c.us', ''],
    ['inviteCode', bare(200), 'GET /proxied/api/sales/groups/120363000000000000%40g.us/invite-code', ''],
    [
      'setDescription',
      json(200, true),
      'PUT /proxied/api/sales/groups/120363000000000000%40g.us/description',
      { description: 'Private closing words' },
    ],
    [
      'promote',
      json(201, { status: 200 }),
      'POST /proxied/api/sales/groups/120363000000000000%40g.us/admin/promote',
      { participants: [{ id: SUCCESSOR }] },
    ],
    ['newMessageId', json(200, { id: '3EB0' }), 'GET /proxied/api/sales/new-message-id', ''],
    [
      'sendText',
      json(201, { id: '3EB0' }),
      'POST /proxied/api/sendText',
      { session: 'sales', chatId: GROUP, text: 'Private goodbye', linkPreview: false },
    ],
    ['ownMessages', json(200, [{ fromMe: false }]), messages, ''],
    ['leave', bare(201), 'POST /proxied/api/sales/groups/120363000000000000%40g.us/leave', ''],
  ] as const)('for %s', async (call, reply, line, body) => {
    const { received } = await answered((gateway): Promise<unknown> => calls[call](gateway), reply);
    expect(received).toHaveLength(1);
    expect(received.map(({ method, target }) => `${method} ${target}`)).toEqual([line]);
    expect(received[0]?.headers['x-api-key']).toBe(SECRETS.apiKey);
    const sent = received[0]?.body ?? '';
    expect(sent === '' ? sent : JSON.parse(sent)).toEqual(body);
  });

  it('holds the message id that was made before', async () => {
    const message = { groupId: GROUP, text: 'Bye', messageId: '3EB0ABC' };
    const { received } = await answered((gateway) => gateway.sendText(message), json(201, { id: '3EB0ABC' }));
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ id: '3EB0ABC' });
  });
});

it.each([{ ack: -1 }, { ackName: 'ERROR' }])('takes no id for a goodbye said where the answer has %j', async (ack) => {
  await using server = await startScriptedGateway();
  server.script(json(201, { id: '3EB0ABC', ...ack }));
  const failure = await failureOf(calls.sendText(wahaAt(server.baseUrl, pool)));
  expect(failure).toMatchObject({ kind: 'final', code: 'ack-error' });
});

describe('the session', () => {
  it.each([
    ['WORKING', 'working'],
    ['STARTING', 'starting'],
    ['SCAN_QR_CODE', 'needs-login'],
    ['PASSKEY_REQUIRED', 'needs-login'],
    ['PASSKEY_CONFIRMATION_REQUIRED', 'needs-login'],
    ['STOPPED', 'stopped'],
    ['FAILED', 'failed'],
    ['A_STATE_OF_NEXT_YEAR', 'stopped'],
    ['constructor', 'stopped'],
  ])('that is %s is %s', async (status, state) => {
    const { result } = await answered((gateway) => gateway.session(), json(200, { name: 'sales', status, me: null }));
    expect(result).toEqual({ state, stateName: status, me: [] });
  });

  it('tells all our identities, and the engine', async () => {
    const me = { id: '5511999990000@c.us', lid: '123123@lid', jid: '5511999990000:12@s.whatsapp.net', pushName: '~' };
    const session = { name: 'sales', status: 'WORKING', me, engine: { engine: 'WEBJS' } };
    const { result } = await answered((gateway) => gateway.session(), json(200, session));
    expect(result).toEqual({
      state: 'working',
      stateName: 'WORKING',
      me: ['5511999990000@c.us', '123123@lid'],
      engine: 'WEBJS',
    });
  });
});

describe('a group', () => {
  it.each([
    ['an empty answer', bare(200), 'empty-answer'],
    ['null', json(200, null), 'empty-answer'],
    ['a 404', json(404, { statusCode: 404, message: 'Not Found' }), 'not-found'],
    ['a refusal of WhatsApp', json(500, { exception: { data: 403 } }), 'forbidden'],
    ["NOWEB's words", json(500, { exception: { message: `Group with id '${GROUP}' not found` } }), 'group-not-found'],
  ])('is absent by %s', async (_what, reply, code) => {
    const { result } = await answered((gateway) => gateway.group(GROUP), reply);
    expect(result).toEqual({ kind: 'absent', code });
  });

  it.each([
    ['another group', { ...webjsGroup(people), id: '120363000000000001@g.us' }],
    ['a chat that is no group', { ...webjsGroup(people), id: SUCCESSOR }],
    ['a participant without an id', webjsGroup([...people, { isAdmin: true }])],
    ['a list', []],
  ])('is not guessed from %s', async (_what, answer) => {
    await using gateway = await startScriptedGateway();
    gateway.script(json(200, answer));
    const failure = await failureOf(wahaAt(gateway.baseUrl, pool).group(GROUP));
    expect(failure).toMatchObject({ kind: 'final', code: 'unexpected-answer' });
    expect(failure.message).toMatch(
      /^reading the group did not work: the gateway's answer has no .*Compare the version/,
    );
  });

  const found = {
    id: GROUP,
    name: 'Vendas SP',
    description: 'Welcome',
    announceOnly: false,
    infoAdminOnly: true,
    community: 'none',
    participants: [
      { ids: ['5511999990000@c.us'], role: 'admin', listedAs: '5511999990000@c.us' },
      { ids: [SUCCESSOR], role: 'participant', listedAs: SUCCESSOR },
      { ids: ['123123@lid'], role: 'superadmin', listedAs: '123123@lid' },
    ],
  };

  it.each([
    ['an array', people],
    ['an object by index', Object.fromEntries(people.entries())],
  ])('is found, its participants written as %s', async (_what, participants) => {
    const { result } = await answered((gateway) => gateway.group(GROUP), json(200, webjsGroup(participants)));
    expect(result).toEqual({ kind: 'found', group: found });
  });

  it.each([
    [{ announce: true }, { announceOnly: true }],
    [{ restrict: false }, { infoAdminOnly: false }],
    [{ isParentGroup: true }, { community: 'parent' }],
    [{ defaultSubgroup: true }, { community: 'announcement' }],
    [{ desc: undefined }, { description: '' }],
  ])('with %j is %j', async (metadata, expected) => {
    const { result } = await answered((gateway) => gateway.group(GROUP), json(200, webjsGroup(people, metadata)));
    expect(result).toEqual({ kind: 'found', group: { ...found, ...expected } });
  });

  it('told without participants is asked for them', async () => {
    const { result, received } = await answered(
      (gateway) => gateway.group(GROUP),
      json(200, webjsGroup([])),
      json(200, people),
    );
    expect(result).toEqual({ kind: 'found', group: found });
    expect(received[1]?.target).toBe('/proxied/api/sales/groups/120363000000000000%40g.us/participants/v2');
  });

  it.each([
    ['as if it were absent', json(404, { message: 'Not Found' })],
    ['by an engine that cannot', json(501, { message: 'Not implemented' })],
  ])('whose participants are refused is found without any: %s', async (_how, refusal) => {
    const { result } = await answered((gateway) => gateway.group(GROUP), json(200, webjsGroup([])), refusal);
    expect(result).toEqual({ kind: 'found', group: { ...found, participants: [] } });
  });

  it('whose participants cannot be told just now is not found yet', async () => {
    await using gateway = await startScriptedGateway();
    gateway.script(json(200, webjsGroup([])), json(500, { exception: { data: 429 } }));
    expect(await failureOf(calls.group(wahaAt(gateway.baseUrl, pool)))).toMatchObject({ code: 'rate-overlimit' });
  });

  it('lists a person under every identity it is told', async () => {
    const both = [
      { id: '777@lid', pn: '5511999990000@s.whatsapp.net', role: 'admin' },
      { id: '888@lid', pn: null, role: 'left' },
    ];
    const { result } = await answered((gateway) => gateway.group(GROUP), json(200, webjsGroup(both)));
    expect(result).toMatchObject({
      group: { participants: [{ ids: ['777@lid', '5511999990000@c.us'], role: 'admin', listedAs: '777@lid' }] },
    });
  });

  it('leaves nobody out whose kind of id is not known yet', async () => {
    const { result } = await answered((gateway) => gateway.group(GROUP), json(200, webjsGroup([participant('1@bot')])));
    expect(result).toMatchObject({ group: { participants: [{ ids: ['1@bot'], listedAs: '1@bot' }] } });
  });
});

describe('the listing', () => {
  const entry = (number: number) => ({ ...webjsGroup([]), id: `12036300000000000${number}@g.us` });
  it.each([
    ['a short page', [entry(1)], false],
    ['a full page', [entry(1), entry(2)], true],
    ['an object by index', { 0: entry(1), 1: entry(2) }, true],
    ['more than asked for, from a version that does not page', [entry(1), entry(2), entry(3)], false],
    ['nothing', [], false],
  ])('is read from %s', async (_what, answer, more) => {
    const { result } = await answered((gateway) => gateway.listGroups({ limit: 2, offset: 0 }), json(200, answer));
    expect(result.groups.map(({ id }) => id)).toEqual(Object.values(answer).map(({ id }) => id));
    expect(result.more).toBe(more);
  });

  it('leaves out chats that are no groups', async () => {
    const answer = [entry(1), { ...entry(2), id: SUCCESSOR }];
    const { result } = await answered((gateway) => gateway.listGroups({ limit: 2, offset: 0 }), json(200, answer));
    expect(result).toMatchObject({ groups: [{ id: '120363000000000001@g.us' }], more: true });
  });

  it('with an entry that cannot be read is not taken for the whole', async () => {
    await using gateway = await startScriptedGateway();
    gateway.script(json(200, [entry(1), { name: 'no id' }]));
    expect(await failureOf(calls.listGroups(wahaAt(gateway.baseUrl, pool)))).toMatchObject({
      code: 'unexpected-answer',
    });
  });
});

describe('our own LID', () => {
  it.each([
    ['is found', json(200, { lid: '123123@lid', pn: SUCCESSOR }), '123123@lid'],
    ['is not known', json(200, { lid: null, pn: SUCCESSOR }), undefined],
    [
      'is not known to an older server',
      json(404, { statusCode: 404, message: 'Cannot GET /api/sales/lids' }),
      undefined,
    ],
  ])('%s', async (_what, reply, lid) => {
    expect((await answered((gateway) => gateway.lidOf(SUCCESSOR), reply)).result).toBe(lid);
  });
});

describe('an invite code', () => {
  const code = 'AbCdEfGhIjKlMnOpQrStUv';
  it.each([
    ['bare text', bare(200, code), code],
    ['digits only', bare(200, '1234567890123456789012'), '1234567890123456789012'],
    ['JSON text', json(200, code), code],
    ['an address', bare(200, `https://chat.whatsapp.com/${code}?mode=x`), code],
    ['an object', json(200, { inviteCode: code }), code],
    ['nothing', bare(200), undefined],
    ['the word undefined', bare(200, 'undefined'), undefined],
    ['null', json(200, null), undefined],
    ['an empty object', json(200, {}), undefined],
    ['an empty field', json(200, { code: '' }), undefined],
  ])('is read from %s', async (_what, reply, expected) => {
    expect((await answered((gateway) => gateway.inviteCode(GROUP), reply)).result).toBe(expected);
  });

  it.each([[bare(200, 'ask an admin')], [json(200, { hint: 'ask an admin' })], [json(200, false)]])(
    'is not guessed from something else',
    async (reply) => {
      await using gateway = await startScriptedGateway();
      gateway.script(reply);
      const failure = await failureOf(wahaAt(gateway.baseUrl, pool).inviteCode(GROUP));
      expect(failure).toMatchObject({ kind: 'final', code: 'unexpected-answer' });
    },
  );
});

describe('a message id made beforehand', () => {
  it.each([
    ['by a server that can', json(200, { id: '3EB0ABC' }), '3EB0ABC'],
    ['by one too old', json(404, { statusCode: 404, message: 'Cannot GET /api/sales/new-message-id' }), undefined],
    ['by one too old, in fewer words', json(404, { statusCode: 404, message: 'Not Found' }), undefined],
    ['by an engine that cannot', json(501, { message: 'Not implemented' }), undefined],
    [
      'by an engine that could not in 2024',
      json(422, { message: 'The method is not implemented by the engine.' }),
      undefined,
    ],
  ])('%s', async (_what, reply, id) => {
    expect((await answered((gateway) => gateway.newMessageId(), reply)).result).toBe(id);
  });

  it('is not "not offered" while the session is away', async () => {
    await using gateway = await startScriptedGateway();
    gateway.script(json(404, { statusCode: 404, message: 'Session not found' }));
    expect(await failureOf(wahaAt(gateway.baseUrl, pool).newMessageId())).toMatchObject({ code: 'invalid-session' });
  });
});

describe('a sent message', () => {
  const serialised = `true_${GROUP}_3EB0ABC_5511999990000@c.us`;
  it.each([
    ['id', { id: serialised }],
    ['id._serialized', { id: { fromMe: true, _serialized: serialised } }],
    ['_data.id._serialized', { _data: { id: { _serialized: serialised } } }],
    ['data.id', { data: { id: serialised } }],
    ['data._data.id._serialized', { data: { _data: { id: { _serialized: serialised } } } }],
    ['key.id', { key: { id: '3EB0ABC', fromMe: true } }],
  ])('has its stanza id in %s', async (_where, answer) => {
    const { result } = await answered((gateway) => calls.sendText(gateway), json(201, answer));
    expect(result).toEqual({ messageId: '3EB0ABC' });
  });

  it.each([{ result: 'accepted', ticket: 'Q-1' }, [], 'queued', null])(
    'is in doubt where the answer (%j) names no message, whatever id it was given',
    async (answer) => {
      await using gateway = await startScriptedGateway();
      gateway.script(json(201, answer));
      const message = { groupId: GROUP, text: 'Bye', messageId: '3EB0ABC' };
      expect(await failureOf(wahaAt(gateway.baseUrl, pool).sendText(message))).toMatchObject({
        kind: 'unknown',
        code: 'unexpected-answer',
        undocumented: expect.stringContaining('HTTP 201'),
      });
    },
  );

  it('that is answered with nothing keeps the id it was given', async () => {
    const message = { groupId: GROUP, text: 'Bye', messageId: '3EB0ABC' };
    expect((await answered((gateway) => gateway.sendText(message), bare(201))).result).toEqual({
      messageId: '3EB0ABC',
    });
  });
});

describe('our own messages', () => {
  const message = (stanza: string, timestamp: number, fromMe = true) => ({
    id: `${fromMe}_${GROUP}_${stanza}_5511999990000@c.us`,
    timestamp,
    fromMe,
    body: `text of ${stanza}`,
  });

  it('come newest first, without those of others and those before the time', async () => {
    const page = [
      message('A', 1_700_000_003),
      message('B', 1_700_000_009),
      message('C', 1_700_000_005, false),
      message('D', 1_699_999_999),
    ];
    const { result } = await answered((gateway) => calls.ownMessages(gateway), json(200, page));
    expect(result).toEqual([
      { messageId: 'B', text: 'text of B', sentAtMs: 1_700_000_009_000 },
      { messageId: 'A', text: 'text of A', sentAtMs: 1_700_000_003_000 },
    ]);
  });

  it('include one of the same second, whose time tells no more', async () => {
    const { result } = await answered(
      (gateway) => calls.ownMessages(gateway),
      json(200, [message('A', 1_700_000_000)]),
    );
    expect(result).toHaveLength(1);
  });

  it('are read page by page until the time is reached', async () => {
    const busy = Array.from({ length: 100 }, (_, index) => message(`X${index}`, 1_700_000_100, false));
    const replies = [json(200, busy), json(200, [message('A', 1_700_000_001)])];
    const { result, received } = await answered((gateway) => calls.ownMessages(gateway), ...replies);
    expect(result).toMatchObject([{ messageId: 'A' }]);
    expect(received.map(({ target }) => new URL(target, 'http://x').searchParams.get('offset'))).toEqual(['0', '100']);
  });

  it('are read on where a full page is not newest first: what is missing there may follow', async () => {
    const others = Array.from({ length: 99 }, (_, index) => message(`X${index}`, 1_600_000_000 + index, false));
    const replies = [json(200, [...others, message('A', 1_600_000_000)]), json(200, [message('B', 1_700_000_001)])];
    const { result } = await answered((gateway) => calls.ownMessages(gateway), ...replies);
    expect(result).toMatchObject([{ messageId: 'B' }]);
  });

  it('cannot be told in a group too busy to read back, so that nothing is called absent', async () => {
    await using gateway = await startScriptedGateway();
    gateway.script(
      json(
        200,
        Array.from({ length: 100 }, (_, index) => message(`X${index}`, 1_700_000_100, false)),
      ),
    );
    expect(await failureOf(calls.ownMessages(wahaAt(gateway.baseUrl, pool)))).toMatchObject({
      kind: 'final',
      code: 'history-too-long',
    });
  });

  it('are none only where other people are seen to write: a chat without any message tells nothing', async () => {
    const others = await answered(
      (gateway) => calls.ownMessages(gateway),
      json(200, []),
      json(200, [message('A', 1_600_000_000, false)]),
    );
    expect(others.result).toEqual([]);
    const queries = others.received.map(({ target }) => new URL(target, 'http://x').searchParams);
    expect(queries.map((query) => query.get('filter.fromMe'))).toEqual(['true', null]);
    const { result } = await answered((gateway) => calls.ownMessages(gateway), json(200, []));
    expect(result).toBe('nothing-shown');
  });

  it('that cannot be recognised again are not passed over', async () => {
    await using gateway = await startScriptedGateway();
    gateway.script(json(200, [{ fromMe: true, body: 'Bye' }]));
    expect(await failureOf(calls.ownMessages(wahaAt(gateway.baseUrl, pool)))).toMatchObject({
      code: 'unexpected-answer',
    });
  });
});

it('leaves, whatever 2xx says so', async () => {
  for (const reply of [bare(200), bare(201), bare(204), json(200, {}), json(200, true)]) {
    await expect(answered((gateway) => gateway.leave(GROUP), reply)).resolves.toBeDefined();
  }
});
