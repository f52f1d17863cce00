import { describe, expect, it } from 'vitest';
import { GROUP, HUMAN, call, oneGroup, sales, sandboxWith, support, wawp, wawpGroup } from './fixture.ts';

const credentials = { instance_id: support.session, access_token: support.token };

describe('the make-believe Wawp refuses', () => {
  it('a call without a token, with a wrong one, and with the token in the URL of a write', async () => {
    const sandbox = await sandboxWith();
    const url = `${sandbox.wawpUrl}${wawpGroup}/leave`;
    const query = new URLSearchParams(credentials).toString();
    const refused = [
      await call('POST', url, { body: { instance_id: support.session, id: GROUP } }),
      await call('POST', `${url}?${query}`, { body: { id: GROUP } }),
      await call('POST', url, { body: query, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    ];
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 401, json: { message: 'Missing access_token', error: 'Unauthorized' } });
    }
    const wrong = await call('POST', url, { body: { ...credentials, access_token: 'wrong', id: GROUP } });
    expect(wrong).toMatchObject({ status: 401, json: { status: 401, error: 'Unauthorized' } });
    expect(sandbox.journal.count({ effect: 'left' })).toBe(0);
  });

  it('a dropped session with the same status as a missing group, and other words', async () => {
    const sandbox = await sandboxWith();
    sandbox.world.setSessionStatus('support', 'FAILED');
    const dropped = await wawp(sandbox, 'GET', wawpGroup);
    expect(dropped).toMatchObject({ status: 404, json: { code: 'invalid_session' } });
    sandbox.world.setSessionStatus('support', 'WORKING');
    const missing = await wawp(sandbox, 'GET', '/v2/groups/120363999999999999@g.us');
    expect(missing).toMatchObject({ status: 404, json: { status: 404, error: 'Not Found' } });
    expect(missing.json).not.toHaveProperty('code');
  });

  it('to leave a group twice', async () => {
    const sandbox = await sandboxWith();
    expect(await wawp(sandbox, 'POST', `${wawpGroup}/leave`, { id: GROUP })).toMatchObject({ json: { ok: true } });
    const again = await wawp(sandbox, 'POST', `${wawpGroup}/leave`, { id: GROUP });
    expect(again).toMatchObject({ status: 404, json: { status: 404 } });
    expect(sandbox.journal.count({ operation: 'leave', effect: 'left' })).toBe(1);
  });

  it('a body without what it needs, and a text that is too long, with 400', async () => {
    const sandbox = await sandboxWith();
    const bad = [
      await wawp(sandbox, 'POST', `${wawpGroup}/leave`),
      await wawp(sandbox, 'POST', `${wawpGroup}/admin/promote`, { id: GROUP }),
      await wawp(sandbox, 'POST', '/v2/send/text', { message: 'Bye' }),
      await wawp(sandbox, 'POST', '/v2/send/text', { chatId: GROUP, message: 'x'.repeat(4097) }),
    ];
    for (const answer of bad)
      expect(answer).toMatchObject({ status: 400, json: { status: 400, error: 'Bad Request' } });
  });

  it('to write in an announce-only group without admin rights', async () => {
    const members = [{ instanceId: 'support' }, { phoneId: HUMAN, role: 'admin' as const }];
    const sandbox = await sandboxWith(oneGroup({ announceOnly: true, members }));
    const answer = await wawp(sandbox, 'POST', '/v2/send/text', { chatId: GROUP, message: 'Bye' });
    expect(answer.status).toBe(400);
    expect(sandbox.journal.entries({ operation: 'send-text' })).toMatchObject([
      { effect: 'none', detail: 'announce-only' },
    ]);
  });
});

describe('the make-believe Wawp answers', () => {
  it('about the session by both methods, and about the number', async () => {
    const sandbox = await sandboxWith();
    for (const method of ['GET', 'POST']) {
      const { json } = await wawp(sandbox, method, '/v2/session/info');
      expect(json).toMatchObject({ status: 'WORKING', me: { id: support.phoneId } });
    }
    expect((await wawp(sandbox, 'GET', '/v2/session/me')).json).toMatchObject({
      id: support.phoneId,
      lid: support.lid,
    });
  });

  it('the policies of its rate limit, and which one the number has', async () => {
    const ratePolicy = { slug: 'slow', limits: { group_daily_cap: 24 } };
    const sandbox = await sandboxWith({ numbers: [sales, { ...support, ratePolicy }] });
    const { json } = await wawp(sandbox, 'GET', '/v2/session/rate-limit');
    expect(json).toMatchObject({
      policy_slug: 'slow',
      policies: { '0': { slug: 'strict', limits: { group_daily_cap: 120 } }, '1': { ...ratePolicy, available: true } },
    });
  });

  it('with objects keyed by index instead of arrays', async () => {
    const sandbox = await sandboxWith();
    const list = await wawp(sandbox, 'GET', '/v2/groups?limit=1&offset=0');
    expect(list.json).toMatchObject({
      '0': { id: { _serialized: GROUP }, groupMetadata: { participants: { '0': {} } } },
    });
    expect((await wawp(sandbox, 'GET', '/v2/groups?limit=1&offset=1')).json).toEqual({});
    expect((await wawp(sandbox, 'GET', `${wawpGroup}/participants`)).json).toEqual({
      '0': { id: '15550100001@c.us', isAdmin: true, isSuperAdmin: false },
      '1': { id: support.phoneId, isAdmin: true, isSuperAdmin: true },
      '2': { id: HUMAN, isAdmin: false, isSuperAdmin: false },
    });
    await wawp(sandbox, 'POST', '/v2/send/text', { chatId: GROUP, message: 'Goodbye' });
    const messages = await wawp(sandbox, 'GET', `/v2/chats/messages?chatId=${GROUP}&limit=50&downloadMedia=false`);
    expect(messages.json).toMatchObject({ '0': { body: 'Goodbye', fromMe: true } });
  });

  it('a send with the raw message of its engine, and says it as often as it is asked', async () => {
    const sandbox = await sandboxWith();
    const send = () => wawp(sandbox, 'POST', '/v2/send/text', { chatId: GROUP, message: 'Goodbye', id: '3EB0SAME' });
    const { json } = await send();
    await send();
    const [first] = sandbox.world.messages(GROUP);
    expect(json).toMatchObject({ _data: { id: { fromMe: true, remote: GROUP, id: first?.stanzaId }, ack: 0 } });
    expect(sandbox.journal.count({ effect: 'said' })).toBe(2);
  });

  it('ok to a promotion and to a description', async () => {
    const sandbox = await sandboxWith();
    const promoted = await wawp(sandbox, 'POST', `${wawpGroup}/admin/promote`, {
      id: GROUP,
      participants: [{ id: HUMAN }],
    });
    expect(promoted).toMatchObject({ status: 200, json: { ok: true } });
    const described = await wawp(sandbox, 'PUT', `${wawpGroup}/description`, { description: 'Closed' });
    expect(described).toMatchObject({ status: 200, json: { ok: true } });
    expect(sandbox.world.group(GROUP)).toMatchObject({ description: 'Closed', members: [{}, {}, { role: 'admin' }] });
    expect((await wawp(sandbox, 'GET', `${wawpGroup}/invite-code`)).text).toBe('AbCdEfGhIjKlMnOpQrStUv');
    const setting = await wawp(sandbox, 'GET', `${wawpGroup}/settings/security/messages-admin-only`);
    expect(setting.json).toEqual({ adminsOnly: false });
  });
});
