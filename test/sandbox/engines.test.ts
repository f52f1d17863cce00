import { describe, expect, it } from 'vitest';
import type { NewGroup } from '../../worker/embedded/sandbox/world/seed.ts';
import { GROUP, HUMAN, HUMAN_LID, oneGroup, sales, sandboxWith, support, waha, wahaGroup } from './fixture.ts';

type Engine = 'WEBJS' | 'NOWEB' | 'GOWS';

const HUMAN_JID = '15550100009@s.whatsapp.net';
const CODE = 'AbCdEfGhIjKlMnOpQrStUv';
const asMember = { members: [{ instanceId: 'sales' }, { phoneId: HUMAN, lid: HUMAN_LID, role: 'admin' as const }] };

/** A sandbox whose number `sales` is on this engine. */
function on(engine: Engine, group: Partial<NewGroup> = {}, number: { version?: string } = {}) {
  return sandboxWith({ ...oneGroup(group), numbers: [{ ...sales, ...number, engine }, support] });
}

const forbidden = {
  NOWEB: { message: 'forbidden', data: 403, isBoom: true },
  GOWS: { code: 2, details: 'info query returned status 403: forbidden' },
};

describe('without the right to it', () => {
  it.each(['NOWEB', 'GOWS'] as const)('%s refuses to promote, to describe and to write', async (engine) => {
    const sandbox = await on(engine, { ...asMember, announceOnly: true, infoAdminOnly: true });
    const answers = [
      await waha(sandbox, 'POST', `${wahaGroup}/admin/promote`, { participants: [{ id: HUMAN }] }),
      await waha(sandbox, 'PUT', `${wahaGroup}/description`, { description: 'x' }),
      await waha(sandbox, 'POST', '/api/sendText', { chatId: GROUP, text: 'Bye' }),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 500, json: { exception: forbidden[engine], version: { engine } } });
    }
    expect(sandbox.journal.entries().map(({ effect }) => effect)).toEqual(['none', 'none', 'none']);
  });

  it.each([
    ['NOWEB', 500, { json: { exception: { message: 'not-authorized', data: 401 } } }],
    ['GOWS', 500, { json: { exception: { details: 'info query returned status 401: not-authorized' } } }],
    ['WEBJS', 200, { text: '' }],
  ] as const)('%s gives no invite code', async (engine, status, body) => {
    const sandbox = await on(engine, asMember);
    const answer = await waha(sandbox, 'GET', `${wahaGroup}/invite-code`);
    expect(answer).toMatchObject({ status, ...body });
    expect(answer.text).not.toContain(CODE);
  });
});

describe('a group the number is not in', () => {
  const other = '/api/default/groups/120363999999999999@g.us';

  it.each([
    ['WEBJS', { message: "Cannot read properties of undefined (reading 'isGroup')" }],
    ['NOWEB', { message: "Group with id '120363999999999999@g.us' not found" }],
    ['GOWS', { details: 'info query returned status 404: item-not-found' }],
  ] as const)('is a 500 in the words of %s', async (engine, exception) => {
    const sandbox = await on(engine);
    expect(await waha(sandbox, 'GET', other)).toMatchObject({ status: 500, json: { exception } });
    expect(await waha(sandbox, 'GET', `${other}/participants`)).toMatchObject({ status: 500, json: { exception } });
  });

  it.each([
    ['WEBJS', 500],
    ['NOWEB', 200],
    ['GOWS', 200],
  ] as const)('is left on %s with %i, and nothing comes of it', async (engine, status) => {
    const sandbox = await on(engine);
    expect((await waha(sandbox, 'POST', `${other}/leave`)).status).toBe(status);
    expect(sandbox.journal.count({ effect: 'left' })).toBe(0);
  });
});

describe('after leaving', () => {
  it('WEBJS still lists the group, read-only and without us', async () => {
    const sandbox = await on('WEBJS');
    await waha(sandbox, 'POST', `${wahaGroup}/leave`);
    const { json } = await waha(sandbox, 'GET', '/api/default/groups');
    expect(json).toMatchObject([{ id: { _serialized: GROUP }, isReadOnly: true }]);
    expect(JSON.stringify(json)).not.toContain(sales.phoneId);
  });

  it.each([
    ['NOWEB', {}, { message: `Group with id '${GROUP}' not found` }],
    ['GOWS', [], forbidden.GOWS],
  ] as const)('%s lists nothing, and stumbles over the group', async (engine, list, exception) => {
    const sandbox = await on(engine);
    expect(await waha(sandbox, 'POST', `${wahaGroup}/leave`)).toMatchObject({ status: 200, text: '' });
    expect((await waha(sandbox, 'GET', '/api/default/groups')).json).toEqual(list);
    expect(await waha(sandbox, 'GET', wahaGroup)).toMatchObject({ status: 500, json: { exception } });
    expect((await waha(sandbox, 'POST', `${wahaGroup}/leave`)).status).toBe(200);
    expect(sandbox.journal.count({ effect: 'left' })).toBe(1);
  });

  it.each(['WEBJS', 'NOWEB', 'GOWS'] as const)('%s still has what was said', async (engine) => {
    const sandbox = await on(engine);
    await waha(sandbox, 'POST', '/api/sendText', { chatId: GROUP, text: 'Goodbye' });
    await waha(sandbox, 'POST', `${wahaGroup}/leave`);
    const messages = await waha(sandbox, 'GET', `/api/default/chats/${GROUP}/messages?limit=5`);
    expect(messages.json).toMatchObject([{ body: 'Goodbye', fromMe: true }]);
  });
});

describe('NOWEB answers', () => {
  it('groups keyed by id, as Baileys has them', async () => {
    const sandbox = await on('NOWEB', { infoAdminOnly: true });
    const { json } = await waha(sandbox, 'GET', '/api/default/groups');
    expect(json).toEqual({ [GROUP]: (await waha(sandbox, 'GET', wahaGroup)).json });
    expect(json).toMatchObject({
      [GROUP]: {
        id: GROUP,
        subject: 'Vendas SP',
        desc: 'Case 42',
        restrict: true,
        announce: false,
        isCommunity: false,
        isCommunityAnnounce: false,
        addressingMode: 'pn',
        owner: '15550100002@s.whatsapp.net',
        size: 3,
        participants: [{ admin: 'admin' }, { admin: 'superadmin' }, { id: HUMAN_JID, lid: HUMAN_LID, admin: null }],
      },
    });
    const bare = await waha(sandbox, 'GET', '/api/default/groups?exclude=participants');
    expect(bare.json).not.toHaveProperty([GROUP, 'participants']);
  });

  it('participants by LID with their phone beside it, where that is told', async () => {
    const sandbox = await on('NOWEB', { addressing: 'lid' });
    const list = async () => (await waha(sandbox, 'GET', `${wahaGroup}/participants`)).json;
    expect(await list()).toMatchObject([{}, {}, { id: HUMAN_LID, phoneNumber: HUMAN_JID }]);
    sandbox.world.changeGroup(GROUP, { phonesHidden: true });
    expect(await list()).toEqual([
      { id: sales.lid, admin: 'admin' },
      { id: support.lid, admin: 'superadmin' },
      { id: HUMAN_LID, admin: null },
    ]);
  });

  it('participants/v2 without pn where Baileys names no phone beside the listed one', async () => {
    const sandbox = await on('NOWEB');
    const v2 = await waha(sandbox, 'GET', `${wahaGroup}/participants/v2`);
    expect((v2.json as unknown[])[2]).toEqual({ id: HUMAN, role: 'participant' });
  });

  it('a promotion with one status each, whichever way a phone id is spelled', async () => {
    const sandbox = await on('NOWEB');
    const participants = [{ id: HUMAN_JID }, { id: '15550109999@c.us' }];
    const answer = await waha(sandbox, 'POST', `${wahaGroup}/admin/promote`, { participants });
    expect(answer.json).toEqual([
      { status: '200', jid: HUMAN_JID, content: {} },
      { status: '404', jid: '15550109999@s.whatsapp.net', content: {} },
    ]);
    expect(sandbox.world.group(GROUP).members[2]).toMatchObject({ role: 'admin' });
  });

  it('the bare code, an empty body for a description, and message ids of three parts', async () => {
    const sandbox = await on('NOWEB');
    expect((await waha(sandbox, 'GET', `${wahaGroup}/invite-code`)).text).toBe(CODE);
    const described = await waha(sandbox, 'PUT', `${wahaGroup}/description`, { description: '' });
    expect(described).toMatchObject({ status: 200, text: '' });
    expect(sandbox.world.group(GROUP).description).toBe('');
    const sent = await waha(sandbox, 'POST', '/api/sendText', { chatId: GROUP, text: 'Bye', id: '3EB0AA' });
    expect(sent).toMatchObject({ status: 201, json: { id: `true_${GROUP}_3EB0AA`, participant: null } });
  });
});

describe('GOWS answers', () => {
  it('groups in a list, in the words of whatsmeow', async () => {
    const sandbox = await on('GOWS', { announceOnly: true, addressing: 'lid', createdAtMs: 0 });
    const { json } = await waha(sandbox, 'GET', '/api/default/groups');
    expect(json).toMatchObject([
      {
        JID: GROUP,
        Name: 'Vendas SP',
        Topic: 'Case 42',
        OwnerJID: support.lid,
        OwnerPN: '15550100002@s.whatsapp.net',
        IsAnnounce: true,
        IsLocked: false,
        IsParent: false,
        AddressingMode: 'lid',
        GroupCreated: '1970-01-01T00:00:00.000Z',
        Participants: [
          { JID: sales.lid, IsAdmin: true, IsSuperAdmin: false },
          { IsSuperAdmin: true },
          { JID: HUMAN_LID, PhoneNumber: HUMAN_JID, LID: HUMAN_LID, IsAdmin: false, Error: 0 },
        ],
      },
    ]);
  });

  it('a promotion with the participant, or with an error where there is none by this id', async () => {
    const sandbox = await on('GOWS', { addressing: 'lid' });
    const participants = [{ id: HUMAN_LID }, { id: HUMAN }];
    const answer = await waha(sandbox, 'POST', `${wahaGroup}/admin/promote`, { participants });
    expect(answer).toMatchObject({
      status: 200,
      json: [
        { JID: HUMAN_LID, IsAdmin: true, Error: 0 },
        { JID: HUMAN_JID, Error: 404 },
      ],
    });
  });

  it('a link instead of a code', async () => {
    const sandbox = await on('GOWS');
    const answer = await waha(sandbox, 'GET', `${wahaGroup}/invite-code`);
    expect(answer.text).toBe(`https://chat.whatsapp.com/${CODE}`);
  });

  it('400 to an empty description', async () => {
    const sandbox = await on('GOWS');
    const answer = await waha(sandbox, 'PUT', `${wahaGroup}/description`, { description: '' });
    expect(answer).toMatchObject({
      status: 400,
      json: { message: ['GOWS does not support empty group description.'] },
    });
    expect(sandbox.world.group(GROUP).description).toBe('Case 42');
  });

  it('an id and hardly more to a message, which the list names by our other identity', async () => {
    const sandbox = await on('GOWS', { addressing: 'lid' });
    const sent = await waha(sandbox, 'POST', '/api/sendText', { chatId: GROUP, text: 'Bye', id: '3EB0AA' });
    expect(sent.json).toEqual({ id: `true_${GROUP}_3EB0AA_${sales.phoneId}`, _data: null });
    const listed = await waha(sandbox, 'GET', `/api/default/chats/${GROUP}/messages?limit=1`);
    expect(listed.json).toMatchObject([{ id: `true_${GROUP}_3EB0AA_${sales.lid}`, body: 'Bye', fromMe: true }]);
  });
});

describe('an older WAHA', () => {
  it('has no participants/v2 before 2025.11.1', async () => {
    const sandbox = await on('NOWEB', {}, { version: '2025.10.2' });
    expect((await waha(sandbox, 'GET', `${wahaGroup}/participants/v2`)).status).toBe(404);
    expect((await waha(sandbox, 'GET', `${wahaGroup}/participants`)).status).toBe(200);
  });

  it.each([
    ['WEBJS', '2026.7.1', '2026.6.3'],
    ['NOWEB', '2025.8.2', '2025.8.1'],
    ['GOWS', '2025.10.0', '2025.7.9'],
  ] as const)('names our LID on %s with %s and not with %s', async (engine, version, older) => {
    const me = async (as: string) =>
      (await waha(await on(engine, {}, { version: as }), 'GET', '/api/sessions/default/me')).json;
    expect(await me(version)).toHaveProperty('lid', sales.lid);
    expect(await me(older)).not.toHaveProperty('lid');
  });
});

it('a number on Wawp can be on WEBJS only', async () => {
  await expect(sandboxWith({ numbers: [{ ...support, engine: 'GOWS' }] })).rejects.toThrow('must be WEBJS on Wawp');
});
