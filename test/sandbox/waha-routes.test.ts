import { describe, expect, it } from 'vitest';
import { GROUP, HUMAN, HUMAN_LID, call, oneGroup, sales, sandboxWith, waha, wahaGroup } from './fixture.ts';

describe('the make-believe WAHA refuses', () => {
  it('a call without a key, with a wrong one, and with the key of another session', async () => {
    const other = { ...sales, instanceId: 'other', session: 'other', token: 'other-key', phoneId: '15550100003@c.us' };
    const sandbox = await sandboxWith({ ...oneGroup(), numbers: [sales, other], groups: [] });
    const url = `${sandbox.wahaUrl}/api/sessions/default`;
    const wrong: Record<string, string>[] = [{}, { 'x-api-key': 'wrong' }, { 'x-api-key': 'other-key' }];
    for (const headers of wrong) {
      const answer = await call('GET', url, { headers });
      expect(answer).toMatchObject({ status: 401, json: { message: 'Unauthorized', statusCode: 401 } });
    }
  });

  it('a session that does not exist with 404, which says nothing of any group', async () => {
    const sandbox = await sandboxWith();
    const answer = await waha(sandbox, 'GET', `/api/nobody/groups/${GROUP}`);
    expect(answer).toMatchObject({ status: 404, json: { statusCode: 404, error: 'Not Found' } });
  });

  it('every call but those about the session while the session is not WORKING', async () => {
    const sandbox = await sandboxWith();
    sandbox.world.setSessionStatus('sales', 'SCAN_QR_CODE');
    const answer = await waha(sandbox, 'GET', wahaGroup);
    expect(answer).toMatchObject({
      status: 422,
      json: { session: 'default', status: 'SCAN_QR_CODE', expected: ['WORKING'] },
    });
    expect(await waha(sandbox, 'GET', '/api/sessions/default')).toMatchObject({
      json: { status: 'SCAN_QR_CODE', me: null },
    });
    expect((await waha(sandbox, 'GET', '/api/sessions/default/me')).json).toBeNull();
  });

  it('a chat the number never was in with the exception of its engine', async () => {
    const sandbox = await sandboxWith();
    const answer = await waha(sandbox, 'GET', '/api/default/groups/120363999999999999@g.us');
    expect(answer).toMatchObject({
      status: 500,
      json: { statusCode: 500, exception: { name: 'Error' }, request: { method: 'GET' }, version: { engine: 'WEBJS' } },
    });
  });

  it('to write in an announce-only group without admin rights', async () => {
    const members = [{ instanceId: 'sales' }, { phoneId: HUMAN, role: 'admin' as const }];
    const sandbox = await sandboxWith(oneGroup({ announceOnly: true, members }));
    const answer = await waha(sandbox, 'POST', '/api/sendText', { session: 'default', chatId: GROUP, text: 'Bye' });
    expect(answer).toMatchObject({ status: 500, json: { exception: { message: 'forbidden', data: 403 } } });
    expect(sandbox.world.messages(GROUP)).toEqual([]);
    expect(await waha(sandbox, 'GET', wahaGroup)).toMatchObject({ json: { isReadOnly: true } });
  });

  it('a body or a query that it cannot use with 400', async () => {
    const sandbox = await sandboxWith();
    const bad = [
      await waha(sandbox, 'POST', '/api/sendText', { session: 'default', chatId: GROUP }),
      await waha(sandbox, 'POST', '/api/sendText', '{"session":'),
      await waha(sandbox, 'POST', `${wahaGroup}/admin/promote`, { participants: [HUMAN] }),
      await waha(sandbox, 'PUT', `${wahaGroup}/description`, {}),
      await waha(sandbox, 'GET', `/api/default/chats/${GROUP}/messages`),
      await waha(sandbox, 'GET', '/api/default/groups?limit=ten'),
    ];
    for (const answer of bad)
      expect(answer).toMatchObject({ status: 400, json: { statusCode: 400, error: 'Bad Request' } });
  });
});

describe('the make-believe WAHA answers', () => {
  it('who the session is', async () => {
    const sandbox = await sandboxWith();
    const me = { id: sales.phoneId, lid: sales.lid, jid: '15550100001:7@s.whatsapp.net', pushName: 'Sandbox number' };
    expect((await waha(sandbox, 'GET', '/api/sessions/default/me')).json).toEqual(me);
    const session = await waha(sandbox, 'GET', '/api/sessions/default');
    expect(session.json).toMatchObject({ name: 'default', status: 'WORKING', me, engine: { engine: 'WEBJS' } });
  });

  it('nothing of its LID where the number was told to be an older engine', async () => {
    const sandbox = await sandboxWith({ numbers: [{ ...sales, tellsLid: false }] });
    expect((await waha(sandbox, 'GET', '/api/sessions/default/me')).json).not.toHaveProperty('lid');
    expect((await waha(sandbox, 'GET', '/api/default/lids/pn/15550100001')).json).toEqual({
      lid: sales.lid,
      pn: sales.phoneId,
    });
    expect((await waha(sandbox, 'GET', `/api/default/lids/${sales.lid}`)).json).toEqual({
      lid: sales.lid,
      pn: sales.phoneId,
    });
    expect((await waha(sandbox, 'GET', '/api/default/lids/pn/19990000000')).json).toMatchObject({ lid: null });
  });

  it('a group as whatsapp-web.js has it', async () => {
    const sandbox = await sandboxWith();
    const answer = await waha(sandbox, 'GET', wahaGroup);
    expect(answer).toMatchObject({
      status: 200,
      json: {
        id: { server: 'g.us', user: '120363000000000001', _serialized: GROUP },
        name: 'Vendas SP',
        isGroup: true,
        isReadOnly: false,
        groupMetadata: {
          desc: 'Case 42',
          announce: false,
          restrict: false,
          isParentGroup: false,
          defaultSubgroup: false,
          owner: { _serialized: '15550100002@c.us' },
          participants: [
            { id: { _serialized: sales.phoneId }, isAdmin: true, isSuperAdmin: false },
            { id: { _serialized: '15550100002@c.us' }, isAdmin: true, isSuperAdmin: true },
            { id: { _serialized: HUMAN }, isAdmin: false, isSuperAdmin: false },
          ],
        },
      },
    });
  });

  it('the list a page at a time, without participants when asked so', async () => {
    const more = [2, 3].map((n) => ({
      id: `12036300000000000${n}@g.us`,
      name: `G${n}`,
      members: [{ instanceId: 'sales' }],
    }));
    const sandbox = await sandboxWith({ ...oneGroup(), groups: [...oneGroup().groups, ...more] });
    const ids = async (query: string) => {
      const { json } = await waha(sandbox, 'GET', `/api/default/groups?${query}`);
      return Array.isArray(json) && json.map((chat: { id: { user: string } }) => chat.id.user.at(-1));
    };
    expect(await ids('limit=2&offset=0')).toEqual(['1', '2']);
    expect(await ids('limit=2&offset=2')).toEqual(['3']);
    expect(await ids('sortBy=id&sortOrder=desc')).toEqual(['3', '2', '1']);
    expect(await ids('limit=2&offset=4')).toEqual([]);
    expect((await waha(sandbox, 'GET', '/api/default/groups/count')).json).toEqual({ count: 3 });
    const { text } = await waha(sandbox, 'GET', '/api/default/groups?exclude=participants');
    expect(text).not.toContain('"participants"');
  });

  it('participants in both forms, and by LID where the group is listed by LID', async () => {
    const sandbox = await sandboxWith(oneGroup({ addressing: 'lid' }));
    const old = await waha(sandbox, 'GET', `${wahaGroup}/participants`);
    expect(old.json).toMatchObject([{ id: { _serialized: sales.lid } }, {}, { id: { _serialized: HUMAN_LID } }]);
    const v2 = await waha(sandbox, 'GET', `${wahaGroup}/participants/v2`);
    expect(v2.json).toMatchObject([
      { id: sales.lid, pn: sales.phoneId, role: 'admin' },
      { role: 'superadmin' },
      { id: HUMAN_LID, pn: HUMAN, role: 'participant' },
    ]);
  });

  it('a bare invite code to admins and an empty body to others', async () => {
    const sandbox = await sandboxWith();
    expect(await waha(sandbox, 'GET', `${wahaGroup}/invite-code`)).toMatchObject({
      status: 200,
      text: 'AbCdEfGhIjKlMnOpQrStUv',
    });
    const members = [{ instanceId: 'sales' }, { phoneId: HUMAN, role: 'admin' as const }];
    const without = await sandboxWith(oneGroup({ members }));
    expect(await waha(without, 'GET', `${wahaGroup}/invite-code`)).toMatchObject({ status: 200, text: '' });
  });

  it('whether the description was replaced as a bare boolean', async () => {
    const members = [{ instanceId: 'sales' }, { phoneId: HUMAN, role: 'admin' as const }];
    const sandbox = await sandboxWith(oneGroup({ infoAdminOnly: true, members }));
    const put = () => waha(sandbox, 'PUT', `${wahaGroup}/description`, { description: 'Closed' });
    expect(await put()).toMatchObject({ status: 200, text: 'false' });
    expect(sandbox.world.group(GROUP).description).toBe('Case 42');
    sandbox.world.act(GROUP, { act: 'promote', by: HUMAN, ids: [sales.phoneId] });
    expect(await put()).toMatchObject({ status: 200, text: 'true' });
    expect(sandbox.world.group(GROUP).description).toBe('Closed');
    const settings = `${wahaGroup}/settings/security`;
    expect((await waha(sandbox, 'GET', `${settings}/info-admin-only`)).json).toEqual({ adminsOnly: true });
    expect((await waha(sandbox, 'GET', `${settings}/messages-admin-only`)).json).toEqual({ adminsOnly: false });
  });

  it('200 to a promotion, whether it promoted anybody or not', async () => {
    const sandbox = await sandboxWith();
    const promote = (id: string) => waha(sandbox, 'POST', `${wahaGroup}/admin/promote`, { participants: [{ id }] });
    expect(await promote(HUMAN_LID)).toMatchObject({ status: 200, json: { status: 200 } });
    expect(await promote(HUMAN)).toMatchObject({ status: 200, json: { status: 200 } });
    const promotions = sandbox.journal.entries({ operation: 'promote' });
    expect(promotions).toMatchObject([{ effect: 'none', detail: 'unknown-participant' }, { effect: 'promoted' }]);
    expect(sandbox.world.group(GROUP).members[2]).toMatchObject({ phoneId: HUMAN, role: 'admin' });
  });

  it('an empty body to a leave, and keeps showing the chat without us', async () => {
    const sandbox = await sandboxWith();
    expect(await waha(sandbox, 'POST', `${wahaGroup}/leave`)).toMatchObject({ status: 200, text: '' });
    expect(await waha(sandbox, 'POST', `${wahaGroup}/leave`)).toMatchObject({ status: 200, text: '' });
    const leaves = sandbox.journal.entries({ operation: 'leave' });
    expect(leaves).toMatchObject([{ effect: 'left' }, { effect: 'none', detail: 'not-a-member' }]);
    const { json, text } = await waha(sandbox, 'GET', wahaGroup);
    expect(json).toMatchObject({ isReadOnly: true });
    expect(text).not.toContain(sales.phoneId);
    expect((await waha(sandbox, 'GET', '/api/default/groups/count')).json).toEqual({ count: 1 });
  });
});

describe('messages on the make-believe WAHA', () => {
  const send = { session: 'default', chatId: GROUP, text: 'Goodbye' };
  const messages = `/api/default/chats/${encodeURIComponent(GROUP)}/messages`;

  it('are said once when sent twice with the same id made beforehand', async () => {
    const sandbox = await sandboxWith();
    const { json } = await waha(sandbox, 'GET', '/api/default/new-message-id');
    expect(json).toEqual({ id: expect.stringMatching(/^3EB0[0-9A-F]+$/) });
    const withId = { ...send, ...(json as { id: string }) };
    const first = await waha(sandbox, 'POST', '/api/sendText', withId);
    const second = await waha(sandbox, 'POST', '/api/sendText', withId);
    expect(first.status).toBe(201);
    expect(second.json).toEqual(first.json);
    expect(sandbox.world.messages(GROUP)).toMatchObject([{ text: 'Goodbye', stanzaId: withId.id }]);
    const sent = sandbox.journal.entries({ operation: 'send-text' });
    expect(sent).toMatchObject([{ effect: 'said' }, { effect: 'none', detail: 'already-said', messageId: withId.id }]);
  });

  it('are said twice when sent twice without one', async () => {
    const sandbox = await sandboxWith();
    await waha(sandbox, 'POST', '/api/sendText', send);
    await waha(sandbox, 'POST', '/api/sendText', send);
    expect(sandbox.journal.count({ effect: 'said' })).toBe(2);
  });

  it('can be looked for by author and time, newest first, and one by one', async () => {
    const sandbox = await sandboxWith();
    sandbox.world.act(GROUP, { act: 'say', by: HUMAN, text: 'Hello' });
    const sent = await waha(sandbox, 'POST', '/api/sendText', send);
    await waha(sandbox, 'POST', '/api/sendText', { ...send, text: 'And thanks' });
    expect(sent.json).toMatchObject({ fromMe: true, to: GROUP, participant: sales.phoneId, body: 'Goodbye', ack: 1 });
    const bodies = async (query: string) => {
      const { json } = await waha(sandbox, 'GET', `${messages}?${query}`);
      return Array.isArray(json) && json.map((message: { body: string }) => message.body);
    };
    expect(await bodies('limit=10')).toEqual(['And thanks', 'Goodbye', 'Hello']);
    expect(await bodies('limit=10&filter.fromMe=true&sortOrder=asc')).toEqual(['Goodbye', 'And thanks']);
    expect(await bodies('limit=1&offset=1')).toEqual(['Goodbye']);
    const now = Math.floor(Date.now() / 1000);
    expect(await bodies(`limit=10&filter.timestamp.gte=${now + 60}`)).toEqual([]);
    expect(await bodies(`limit=10&filter.timestamp.lte=${now - 60}`)).toEqual([]);
    const { id } = sent.json as { id: string };
    expect(id).toMatch(new RegExp(`^true_${GROUP}_3EB0[0-9A-F]+_${sales.phoneId}$`));
    expect((await waha(sandbox, 'GET', `${messages}/${encodeURIComponent(id)}`)).json).toEqual(sent.json);
    expect((await waha(sandbox, 'GET', `${messages}/nothing`)).status).toBe(404);
  });
});
