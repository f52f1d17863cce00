import { describe, expect, it } from 'vitest';
import { EVERYWHERE } from '../../worker/embedded/sandbox/faults/places.ts';
import { GROUP, HUMAN } from './fixture.ts';
import { CODE, sandboxOn } from './places.ts';

describe('under HTTP 200 a leave is answered', () => {
  it.each([
    ['undocumented-answer', '{"result":"accepted","ticket":"Q-1"}'],
    ['truncated-json', '{"ok":tr'],
    ['empty-answer', ''],
    ['boolean-answer', 'false'],
  ] as const)('by %s, and nothing was done', async (name, body) => {
    const { sandbox, ask } = await sandboxOn('wawp', [{ name, operation: 'leave' }]);
    const answer = await rawly(ask.leave());
    expect(answer).toMatch(body === '{"ok":tr' ? /JSON/ : body);
    expect(sandbox.journal.entries({ operation: 'leave' })).toMatchObject([
      { status: 200, effect: 'none', fault: name },
    ]);
  });

  it.each(['undocumented-answer', 'empty-answer', 'boolean-answer'] as const)(
    'by %s, and it was done',
    async (name) => {
      const { sandbox, ask } = await sandboxOn('waha/NOWEB', [{ name, operation: 'leave', withEffect: true }]);
      expect((await ask.leave()).status).toBe(200);
      expect(sandbox.journal.count({ effect: 'left' })).toBe(1);
    },
  );
});

describe('lists are written', () => {
  it('as objects where there should be arrays', async () => {
    const { ask } = await sandboxOn('waha/GOWS', [{ name: 'arrays-as-objects' }]);
    expect((await ask.list()).json).toMatchObject({ '0': { JID: GROUP, Participants: { '1': { IsAdmin: false } } } });
  });

  it.each(['waha/NOWEB', 'wawp'] as const)('as arrays where %s has objects', async (place) => {
    const { ask } = await sandboxOn(place, [{ name: 'objects-as-arrays' }]);
    const { json } = await ask.list();
    expect(json).toHaveLength(1);
    expect(json).toEqual([(await ask.group()).json]);
  });
});

describe('the invite code is', () => {
  it.each([
    ['invite-undefined', 'waha/WEBJS', 200, 'undefined'],
    ['invite-empty', 'wawp', 200, ''],
    ['invite-empty', 'waha/NOWEB', 200, ''],
    ['invite-bare-500', 'waha/NOWEB', 500, '{"statusCode":500,"message":"Internal server error"}'],
    ['invite-url', 'waha/NOWEB', 200, `https://chat.whatsapp.com/${CODE}/?mode=ac_t`],
    ['invite-url', 'waha/GOWS', 200, `https://chat.whatsapp.com/${CODE}/?mode=ac_t`],
    ['invite-object', 'wawp', 200, `{"inviteUrl":"https://chat.whatsapp.com/${CODE}","inviteCode":"${CODE}"}`],
  ] as const)('%s on %s', async (name, place, status, text) => {
    const { ask } = await sandboxOn(place, [{ name }]);
    expect(await ask.invite()).toMatchObject({ status, text });
    expect((await ask.group()).text).toContain('Vendas SP');
  });

  it.each([
    ['waha/NOWEB', { data: 401 }],
    ['waha/GOWS', { details: 'info query returned status 401: not-authorized' }],
  ] as const)('refused on %s, also to an admin', async (place, exception) => {
    const { ask } = await sandboxOn(place, [{ name: 'invite-refused' }]);
    expect(await ask.invite()).toMatchObject({ status: 500, json: { exception } });
  });
});

describe('the answer is a success, and', () => {
  it.each(EVERYWHERE)('on %s nobody was promoted', async (place) => {
    const { sandbox, ask } = await sandboxOn(place, [{ name: 'not-promoted' }]);
    expect((await ask.promote()).status).toBe(200);
    expect(sandbox.world.group(GROUP).members[1]).toMatchObject({ phoneId: HUMAN, role: 'participant' });
  });

  it.each([
    ['waha/NOWEB', { status: '403', jid: '15550100009@s.whatsapp.net' }],
    ['waha/GOWS', { JID: '15550100009@s.whatsapp.net', Error: 403 }],
  ] as const)('on %s it says inside that nobody was promoted', async (place, inside) => {
    const { sandbox, ask } = await sandboxOn(place, [{ name: 'not-promoted-inside' }]);
    expect(await ask.promote()).toMatchObject({ status: 200, json: [inside] });
    expect(sandbox.journal.count({ effect: 'promoted' })).toBe(0);
  });

  it.each(EVERYWHERE)('on %s we are still in the group', async (place) => {
    const { sandbox, ask, received } = await sandboxOn(place, [{ name: 'not-left' }]);
    expect((await ask.leave()).status).toBe(200);
    await sandbox.webhooksSettled();
    expect(received).toEqual([]);
    expect(sandbox.world.group(GROUP).members).toHaveLength(2);
  });

  it.each(EVERYWHERE)('on %s the message never arrives', async (place) => {
    const { sandbox, ask } = await sandboxOn(place, [{ name: 'send-undelivered' }]);
    const sent = await ask.send();
    expect(sent.text).toContain('3EB0');
    expect(sandbox.world.messages(GROUP)).toEqual([]);
  });

  it.each(['waha/WEBJS', 'waha/NOWEB', 'wawp'] as const)('on %s the ack says that it was not sent', async (place) => {
    const { sandbox, ask } = await sandboxOn(place, [{ name: 'send-error-ack' }]);
    const sent = await ask.send();
    expect(sent.text).toMatch(/3EB0.*"ack":-1/);
    expect(sandbox.world.messages(GROUP)).toEqual([]);
  });

  it.each(EVERYWHERE)('on %s the message is there twice, under two ids', async (place) => {
    const { sandbox, ask } = await sandboxOn(place, [{ name: 'goodbye-doubled', times: 1 }]);
    await ask.send();
    const messages = sandbox.world.messages(GROUP);
    expect(messages.map(({ text }) => text)).toEqual(['Goodbye', 'Goodbye']);
    expect(new Set(messages.map(({ stanzaId }) => stanzaId)).size).toBe(2);
    expect(sandbox.journal.entries({ effect: 'said' })).toMatchObject([
      { kind: 'call', operation: 'send-text', status: expect.any(Number) },
      { kind: 'act', operation: 'send-text', fault: 'goodbye-doubled' },
    ]);
  });

  it('a message that is refused is not doubled either', async () => {
    const members = [{ instanceId: 'sales' }, { phoneId: HUMAN, role: 'admin' as const }];
    const { sandbox, ask } = await sandboxOn('waha/NOWEB', [{ name: 'goodbye-doubled' }], {
      announceOnly: true,
      members,
    });
    expect((await ask.send()).status).toBe(500);
    expect(sandbox.journal.count({ effect: 'said' })).toBe(0);
  });
});

describe('the description is as it was, and the answer', () => {
  it.each([
    ['description-unchanged', 'waha/WEBJS', 200, 'true'],
    ['description-unchanged', 'waha/GOWS', 200, ''],
    ['description-refused', 'waha/WEBJS', 200, 'false'],
    ['description-refused', 'wawp', 200, '{"ok":false}'],
    ['description-refused', 'waha/NOWEB', 500, '"data":403'],
    ['description-refused', 'waha/GOWS', 500, 'status 403: forbidden'],
    ['description-conflict', 'waha/GOWS', 500, 'status 409: conflict'],
    ['description-broken', 'waha/WEBJS', 500, "reading 'toJid'"],
  ] as const)('%s on %s is %i', async (name, place, status, text) => {
    const { sandbox, ask } = await sandboxOn(place, [{ name }]);
    const answer = await ask.describe('Closed');
    expect(answer).toMatchObject({ status, text: expect.stringContaining(text) });
    expect(sandbox.world.group(GROUP).description).toBe('Case 42');
  });

  it('never comes', async () => {
    const { sandbox, ask } = await sandboxOn('waha/GOWS', [{ name: 'description-hung' }]);
    const failure = await ask.describe('Closed', AbortSignal.timeout(300)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'TimeoutError' });
    expect(sandbox.world.group(GROUP).description).toBe('Case 42');
    expect(sandbox.journal.entries({ operation: 'describe' })).toMatchObject([
      { fault: 'description-hung', effect: 'none' },
    ]);
  });
});

describe('instead of an answer there is', () => {
  it('a redirect', async () => {
    const { sandbox } = await sandboxOn('waha/WEBJS', [{ name: 'redirect' }]);
    const answer = await fetch(`${sandbox.wahaUrl}/api/sessions/default`, { redirect: 'manual' });
    expect(answer).toMatchObject({ status: 302 });
    expect(answer.headers.get('location')).toBe('/login');
  });

  it('a body without an end, until the reader has enough of it', async () => {
    const { sandbox } = await sandboxOn('waha/WEBJS', [{ name: 'endless-body' }]);
    const answer = await fetch(`${sandbox.wahaUrl}/api/sessions/default`);
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.length;
      if (bytes > 2_000_000) break;
    }
    expect(bytes).toBeGreaterThan(2_000_000);
    expect(sandbox.journal.entries()).toMatchObject([{ status: 'endless', fault: 'endless-body' }]);
  });

  it.each([
    ['not-implemented', 'waha/GOWS', 501, 'not implemented by the engine'],
    ['quota-exceeded', 'wawp', 403, 'subscription_required'],
    ['engine-broken', 'waha/WEBJS', 500, 'sendExitGroup is not a function'],
    ['error-as-text', 'wawp', 404, '<error><status>404</status>'],
  ] as const)('%s on %s', async (name, place, status, text) => {
    const { sandbox, ask } = await sandboxOn(place, [{ name }]);
    expect(await ask.leave()).toMatchObject({ status, text: expect.stringContaining(text) });
    expect(sandbox.journal.count({ effect: 'left' })).toBe(0);
  });
});

it('an error comes in plain words where it is a 400', async () => {
  const { ask } = await sandboxOn('wawp', [{ name: 'error-as-text', status: 400 }]);
  const answer = await ask.leave();
  expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('Bad Request') });
  expect(answer.headers.get('content-type')).toBe('text/plain');
});

it('an error comes under 200 after it was done', async () => {
  const { ask, sandbox } = await sandboxOn('wawp', [{ name: 'error-under-ok', withEffect: true }]);
  expect((await ask.leave()).status).toBe(200);
  expect(sandbox.journal.count({ effect: 'left' })).toBe(1);
});

/** The body, or what the reader said of it. */
async function rawly(asked: Promise<{ text: string }>): Promise<string> {
  return asked.then(
    ({ text }) => text,
    (error: unknown) => String(error),
  );
}
