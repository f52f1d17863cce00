import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { NewFault } from '../../worker/embedded/sandbox/faults/new-fault.ts';
import {
  GROUP,
  HUMAN,
  call,
  oneGroup,
  sales,
  sandboxWith,
  waha,
  wahaGroup,
  wawp,
  wawpGroup,
  eventually,
} from './fixture.ts';

const leaveWaha = `${wahaGroup}/leave`;
const send = { session: 'default', chatId: GROUP, text: 'Goodbye' };

async function sandboxThat(...faults: NewFault[]) {
  const sandbox = await sandboxWith();
  for (const fault of faults) sandbox.faults.add(fault);
  return sandbox;
}

describe('a fault is asked for', () => {
  it('by a name of the catalogue only, and with settings that exist', async () => {
    const sandbox = await sandboxWith();
    const wrong: Record<string, unknown>[] = [
      { name: 'nonsense' },
      { name: 'drop', share: 2 },
      { name: 'drop', tims: 1 },
    ];
    for (const body of wrong) {
      const answer = await call('POST', `${sandbox.url}/_sandbox/faults`, { body });
      expect(answer).toMatchObject({ status: 400, json: { message: expect.any(String) } });
    }
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('by a name, and is told first which one it was that nobody knows', async () => {
    const sandbox = await sandboxWith();
    const answer = await call('POST', `${sandbox.url}/_sandbox/faults`, { body: { name: 'nonsense' } });
    expect(answer.json).toEqual({
      message: expect.stringMatching(/^✖ "nonsense" is no fault of the catalogue: [a-z-]+, /),
    });
  });

  it.each<[NewFault, string]>([
    [{ name: 'drop', operation: 'send-txt' }, 'operation'],
    [{ name: 'not-left', operation: 'send-text' }, 'operation'],
    [{ name: 'participants-empty', operation: 'leave' }, 'operation'],
    [{ name: 'webhook-lost', operation: 'leave' }, 'operation'],
    [{ name: 'webhook-early', operation: 'group.v2.leave' }, 'operation'],
    [{ name: 'drop', fromMs: 100, untilMs: 100 }, 'untilMs'],
    [{ name: 'drop', share: 0 }, 'share'],
  ])('so that it can strike at all: %o is refused for its %s', async (body, field) => {
    const sandbox = await sandboxWith();
    const answer = await call('POST', `${sandbox.url}/_sandbox/faults`, { body });
    expect(answer).toMatchObject({ status: 400, json: { message: expect.stringContaining(`at ${field}`) } });
    expect(sandbox.faults.list()).toEqual([]);
  });

  it.each([
    [{ name: 'drop', instanceId: 'nobody' }, 'no number "nobody"'],
    [{ name: 'drop', groupId: '120363000000000009@g.us' }, 'no group 120363000000000009@g.us'],
  ])('for a number and a group that are there: not %o', async (body, why) => {
    const sandbox = await sandboxWith();
    const answer = await call('POST', `${sandbox.url}/_sandbox/faults`, { body });
    expect(answer).toMatchObject({ status: 404, json: { message: expect.stringContaining(why) } });
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('with the calls named that it can strike, where it cannot strike the one that was asked for', async () => {
    const { faults } = await sandboxWith();
    expect(() => faults.add({ name: 'not-promoted', operation: 'leave' })).toThrow(
      /not-promoted never strikes .*leave.*; it can strike: promote/,
    );
  });

  it.each([204, 205, 304])('with a status that has a body, which %i has not', async (status) => {
    const sandbox = await sandboxWith();
    const body = { name: 'html-answer', status };
    const answer = await call('POST', `${sandbox.url}/_sandbox/faults`, { body });
    expect(answer).toMatchObject({ status: 400, json: { message: expect.stringContaining('at status') } });
  });

  it('for one group, and leaves the others alone', async () => {
    const other = '120363000000000002@g.us';
    const groups = [...oneGroup().groups, { id: other, name: 'Other', members: [{ instanceId: 'sales' }] }];
    const sandbox = await sandboxWith({ ...oneGroup(), groups });
    sandbox.faults.add({ name: 'server-error', groupId: other });
    expect((await waha(sandbox, 'GET', wahaGroup)).status).toBe(200);
    expect((await waha(sandbox, 'GET', `/api/default/groups/${other}`)).status).toBe(500);
  });

  it('for one operation of one number, a number of times', async () => {
    const sandbox = await sandboxThat({ name: 'server-error', instanceId: 'sales', operation: 'group', times: 2 });
    const statuses = async () => (await waha(sandbox, 'GET', wahaGroup)).status;
    expect((await waha(sandbox, 'GET', '/api/sessions/default')).status).toBe(200);
    expect((await wawp(sandbox, 'GET', wawpGroup)).status).toBe(200);
    expect([await statuses(), await statuses(), await statuses()]).toEqual([500, 500, 200]);
    expect(sandbox.faults.list()).toMatchObject([{ struck: 2 }]);
  });

  it('in a queue: the next one strikes when the times of the first are over', async () => {
    const once = { operation: 'leave', times: 1 };
    const sandbox = await sandboxThat({ name: 'server-error', ...once }, { name: 'session-down', ...once });
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await waha(sandbox, 'POST', leaveWaha)).status);
    expect(statuses).toEqual([500, 422, 200]);
  });

  it('for a share of the calls, the same ones for the same seed', async () => {
    const struck = async (seed: number) => {
      const sandbox = await sandboxThat({ name: 'server-error', operation: 'me', share: 0.5, seed });
      const statuses = [];
      for (let n = 0; n < 30; n++) statuses.push((await waha(sandbox, 'GET', '/api/sessions/default/me')).status);
      return statuses.join();
    };
    const first = await struck(7);
    expect(first).toContain('500');
    expect(first).toContain('200');
    expect(await struck(7)).toBe(first);
    expect(await struck(8)).not.toBe(first);
  });

  it('until it is taken back', async () => {
    const sandbox = await sandboxThat({ name: 'server-error' });
    const [rule] = sandbox.faults.list();
    expect(sandbox.faults.remove('fault-99')).toBe(false);
    expect(sandbox.faults.remove(String(rule?.id))).toBe(true);
    expect((await waha(sandbox, 'GET', wahaGroup)).status).toBe(200);
  });
});

describe('nothing is done, and the caller', () => {
  it('is refused a connection, for as long as asked', async () => {
    const sandbox = await sandboxThat({ name: 'refuse-connection', delayMs: 2000 });
    const failure = await waha(sandbox, 'POST', leaveWaha).catch((error: unknown) => error);
    expect(failure).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect(sandbox.journal.count()).toBe(0);
    await eventually(() =>
      waha(sandbox, 'POST', leaveWaha).then(
        ({ status }) => status,
        () => 'refused',
      ),
    ).toBe(200);
    expect(sandbox.journal.count({ effect: 'left' })).toBe(1);
  });

  it.each<[NewFault['name'], number, object]>([
    ['rate-overlimit', 500, { exception: { message: 'rate-overlimit', data: 429 } }],
    ['retry-after', 429, {}],
    ['server-error', 500, { exception: { message: expect.stringContaining('Target closed') } }],
    ['error-under-ok', 200, { success: false, error: 'wawp_upstream_error' }],
    ['invalid-session', 404, { statusCode: 404 }],
    ['session-down', 422, { status: 'STARTING', expected: ['WORKING'] }],
    ['unauthorized', 401, { message: 'Unauthorized' }],
    ['forbidden', 500, { exception: { message: 'forbidden', data: 403 } }],
  ])('of WAHA gets %s', async (name, status, json) => {
    const sandbox = await sandboxThat({ name, operation: 'leave' });
    expect(await waha(sandbox, 'POST', leaveWaha)).toMatchObject({ status, json });
    expect(sandbox.journal.entries()).toMatchObject([{ operation: 'leave', effect: 'none', status, fault: name }]);
  });

  it.each<[NewFault['name'], number, object]>([
    ['rate-overlimit', 500, { message: 'rate-overlimit', error: 'wawp_upstream_error' }],
    ['retry-after', 429, { status: 429 }],
    ['server-error', 500, { error: 'wawp_upstream_error' }],
    ['error-under-ok', 200, { error: 'wawp_upstream_error' }],
    ['invalid-session', 404, { code: 'invalid_session' }],
    ['session-down', 404, { code: 'invalid_session' }],
    ['unauthorized', 401, { error: 'Unauthorized' }],
    ['forbidden', 400, { error: 'Bad Request' }],
  ])('of Wawp gets %s', async (name, status, json) => {
    const sandbox = await sandboxThat({ name, operation: 'leave' });
    expect(await wawp(sandbox, 'POST', `${wawpGroup}/leave`, { id: GROUP })).toMatchObject({ status, json });
    expect(sandbox.journal.count({ effect: 'left' })).toBe(0);
  });

  it('is told when to come back', async () => {
    const sandbox = await sandboxThat({ name: 'retry-after', delayMs: 2500 });
    expect((await waha(sandbox, 'POST', leaveWaha)).headers.get('retry-after')).toBe('3');
  });

  it('loses the connection', async () => {
    const sandbox = await sandboxThat({ name: 'drop' });
    const failure = await waha(sandbox, 'POST', leaveWaha).catch((error: unknown) => error);
    expect(failure).toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(sandbox.journal.entries()).toMatchObject([{ effect: 'none', status: 'reset' }]);
  });

  it('gets a web page', async () => {
    const sandbox = await sandboxThat({ name: 'html-answer', status: 502 });
    const answer = await waha(sandbox, 'POST', leaveWaha);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(answer.text).toMatch(/^<!doctype html>/);
    expect(sandbox.journal.count({ effect: 'left' })).toBe(0);
  });

  it('is told that all went well', async () => {
    const sandbox = await sandboxThat({ name: 'ok-without-effect' });
    const participants = [{ id: HUMAN }];
    expect(await waha(sandbox, 'POST', leaveWaha)).toMatchObject({ status: 200, text: '' });
    const promoted = await waha(sandbox, 'POST', `${wahaGroup}/admin/promote`, { participants });
    expect(promoted.json).toEqual({ status: 200 });
    expect((await waha(sandbox, 'PUT', `${wahaGroup}/description`, { description: 'x' })).text).toBe('true');
    expect(await waha(sandbox, 'POST', '/api/sendText', send)).toMatchObject({
      status: 201,
      json: { body: 'Goodbye' },
    });
    expect((await wawp(sandbox, 'POST', `${wawpGroup}/leave`, { id: GROUP })).json).toEqual({ ok: true });
    expect(sandbox.world.messages(GROUP)).toEqual([]);
    expect(sandbox.world.group(GROUP)).toMatchObject({
      description: 'Case 42',
      members: [{}, {}, { role: 'participant' }],
    });
    for (const entry of sandbox.journal.entries()) expect(entry).toMatchObject({ effect: 'none', detail: 'withheld' });
  });

  it('went away in the middle of the request', async () => {
    const sandbox = await sandboxWith();
    const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
    const head = `POST /waha/api/sendText HTTP/1.1\r\nhost: x\r\nx-api-key: ${sales.token}\r\ncontent-length: 99\r\n\r\n`;
    socket.end(`${head}{"session":`);
    await once(socket.resume(), 'close');
    expect((await waha(sandbox, 'GET', wahaGroup)).status).toBe(200);
    expect(sandbox.journal.entries()).toMatchObject([{ operation: 'group' }]);
  });
});

describe('it is done, and the caller', () => {
  it('never hears of it', async () => {
    const sandbox = await sandboxThat({ name: 'timeout-after-effect', operation: 'leave', times: 1 });
    const gaveUp = new AbortController();
    const pending = waha(sandbox, 'POST', leaveWaha, undefined, gaveUp.signal);
    await eventually(() => sandbox.journal.count({ effect: 'left', operation: 'leave' })).toBe(1);
    gaveUp.abort();
    await expect(pending).rejects.toThrow('aborted');
    expect(sandbox.journal.entries({ operation: 'leave' })).toMatchObject([{ status: 'never-answered' }]);
  });

  it('hears of it late', async () => {
    const sandbox = await sandboxThat({ name: 'timeout-after-effect', delayMs: 1500 });
    const pending = waha(sandbox, 'POST', leaveWaha);
    await eventually(() => sandbox.journal.entries({ effect: 'left' })).toMatchObject([{ status: null }]);
    expect((await pending).status).toBe(200);
  });

  it('loses the connection', async () => {
    const sandbox = await sandboxThat({ name: 'reset-after-effect', operation: 'send-text', times: 1 });
    const failure = await waha(sandbox, 'POST', '/api/sendText', send).catch((error: unknown) => error);
    expect(failure).toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(sandbox.world.messages(GROUP)).toMatchObject([{ text: 'Goodbye' }]);
  });

  it.each<NewFault>([
    { name: 'server-error', withEffect: true },
    { name: 'html-answer', withEffect: true, status: 500 },
  ])('gets $name', async (fault) => {
    const sandbox = await sandboxThat(fault);
    expect((await waha(sandbox, 'POST', leaveWaha)).status).toBe(500);
    expect(sandbox.journal.count({ effect: 'left' })).toBe(1);
  });

  it('was gone before it was done: a slow gateway does it all the same', async () => {
    const sandbox = await sandboxThat({ name: 'slow', effectAt: 'answer', delayMs: 1500 });
    const gaveUp = new AbortController();
    const pending = waha(sandbox, 'POST', leaveWaha, undefined, gaveUp.signal);
    await eventually(() => sandbox.journal.count({ operation: 'leave', effect: 'none' })).toBe(1);
    gaveUp.abort();
    await expect(pending).rejects.toThrow('aborted');
    await eventually(() => sandbox.journal.count({ effect: 'left' })).toBe(1);
  });

  it('waits, though it was done as it arrived', async () => {
    const sandbox = await sandboxThat({ name: 'slow', delayMs: 1500 });
    const pending = waha(sandbox, 'POST', leaveWaha);
    await eventually(() => sandbox.journal.entries({ effect: 'left' })).toMatchObject([{ status: null }]);
    expect((await pending).status).toBe(200);
  });
});

describe('a reading shows', () => {
  const list = async (sandbox: { wahaUrl: string }) => (await waha(sandbox, 'GET', '/api/default/groups')).json;

  it('an empty list though the account has groups', async () => {
    const sandbox = await sandboxThat({ name: 'empty-list' });
    expect(await list(sandbox)).toEqual([]);
    expect((await wawp(sandbox, 'GET', '/v2/groups')).json).toEqual({});
    expect((await waha(sandbox, 'GET', wahaGroup)).status).toBe(200);
  });

  it('a list without one group though we are in it', async () => {
    const sandbox = await sandboxThat({ name: 'missing-from-list', groupId: GROUP });
    sandbox.world.addGroup({ id: '120363000000000002@g.us', name: 'Other', members: [{ instanceId: 'sales' }] });
    expect(await list(sandbox)).toMatchObject([{ name: 'Other' }]);
    expect((await waha(sandbox, 'GET', wahaGroup)).status).toBe(200);
    expect(sandbox.journal.entries({ fault: 'missing-from-list' })).toMatchObject([{ operation: 'list-groups' }]);
  });

  it('no participants though there are some', async () => {
    const sandbox = await sandboxThat({ name: 'participants-empty', groupId: GROUP });
    expect((await waha(sandbox, 'GET', `${wahaGroup}/participants/v2`)).json).toEqual([]);
    const group = await waha(sandbox, 'GET', wahaGroup);
    expect(group.json).toMatchObject({ isReadOnly: false, groupMetadata: { participants: [] } });
    expect((await wawp(sandbox, 'GET', `${wawpGroup}/participants`)).json).toEqual({});
  });
});

it('every entry of the journal is free of tokens, codes and texts', async () => {
  const sandbox = await sandboxThat({ name: 'slow', delayMs: 0 });
  await waha(sandbox, 'POST', '/api/sendText', send);
  await waha(sandbox, 'GET', `${wahaGroup}/invite-code`);
  const { text } = await call('GET', `${sandbox.url}/_sandbox/journal`);
  for (const secret of [sales.token, 'Goodbye', 'AbCdEfGhIjKlMnOpQrStUv', sales.phoneId])
    expect(text).not.toContain(secret);
});
