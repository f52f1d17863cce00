import { afterAll, describe, expect, it } from 'vitest';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import type { FailureKind } from '../../activities/gateways/gateway-failure.ts';
import { retryAfterMs } from '../../activities/gateways/failures/retry-after.ts';
import { calls, type CallName, wahaAt, wawpAt } from './calls.ts';
import { failureOf } from './failures.ts';
import { bare, json, type Reply, startScriptedGateway } from './scripted-gateway.ts';

const pool = createConnections();
afterAll(() => pool.destroy());

async function failureFrom(adapter: typeof wahaAt, call: CallName, reply: Reply) {
  await using gateway = await startScriptedGateway();
  gateway.script(reply);
  return await failureOf(calls[call](adapter(gateway.baseUrl, pool)));
}

/** WAHA's error of an engine, which echoes the request. */
function engineError(exception: object): Reply {
  return (response, received) => {
    const { target: path, method, body } = received;
    json(500, {
      statusCode: 500,
      timestamp: '2026-08-01T00:00:00.000Z',
      exception,
      request: { path, method, body: body && (JSON.parse(body) as unknown), query: {} },
      version: { version: '2026.7.1', engine: 'NOWEB' },
    })(response, received);
  };
}

const boom = (data: number, message = 'x') => engineError({ message, data, isBoom: true, name: 'Error' });
const whatsmeow = (said: string) => engineError({ message: `2 UNKNOWN: ${said}`, code: 2, details: said });
const nest = (statusCode: number, message: string, error = 'Not Found') =>
  json(statusCode, { statusCode, message, error });
const session = (status: string) =>
  json(422, {
    error: 'Session status is not as expected. Try again later or restart the session',
    session: 'sales',
    status,
    expected: ['WORKING'],
  });
const html = (status: number) =>
  bare(status, '<!DOCTYPE html><html><body>Bad gateway</body></html>', { 'content-type': 'text/html' });

type Row = [what: string, call: CallName, reply: Reply, kind: FailureKind, code: string];

const refusals: Row[] = [
  ['a rate limit hidden in a 500, as a number', 'listGroups', boom(429), 'retry', 'rate-overlimit'],
  [
    'a rate limit hidden in a 500, as a word',
    'leave',
    engineError({ message: 'rate-overlimit' }),
    'retry',
    'rate-overlimit',
  ],
  [
    'a rate limit hidden in a sentence',
    'promote',
    whatsmeow('info query returned status 429: rate-overlimit'),
    'retry',
    'rate-overlimit',
  ],
  ['a rate limit of the gateway', 'sendText', json(429, { message: 'Too Many Requests' }), 'retry', 'rate-overlimit'],
  ['a session that restarts', 'sendText', session('STARTING'), 'retry', 'session-not-working'],
  ['a session that restarts, for a read', 'group', session('STARTING'), 'retry', 'session-not-working'],
  ['a session in a state that nobody knows yet', 'sendText', session('NAPPING'), 'retry', 'session-not-working'],
  ['a session that wants to be linked', 'sendText', session('SCAN_QR_CODE'), 'restricted', 'logged-out'],
  ['a session that wants a passkey', 'leave', session('PASSKEY_REQUIRED'), 'restricted', 'logged-out'],
  ['a session that was stopped', 'group', session('STOPPED'), 'restricted', 'logged-out'],
  ['a session that failed', 'sendText', session('FAILED'), 'restricted', 'logged-out'],
  ["a login that WhatsApp doesn't accept any more", 'sendText', boom(401), 'restricted', 'logged-out'],
  ['the same for a leave', 'leave', whatsmeow('info query returned status 401: x'), 'restricted', 'logged-out'],
  ['an unknown session', 'session', nest(404, 'Session not found'), 'retry', 'invalid-session'],
  [
    'an unknown session, which says nothing of the group',
    'leave',
    nest(404, "We didn't find a session with name 'sales'."),
    'retry',
    'invalid-session',
  ],
  ['wrong credentials', 'session', nest(401, 'Unauthorized', 'Unauthorized'), 'restricted', 'unauthorized'],
  [
    'a number that may not write to strangers',
    'sendText',
    whatsmeow('server returned error 463'),
    'restricted',
    'account-restricted',
  ],
  ['a number without messages left', 'sendText', boom(475), 'restricted', 'message-cap'],
  ['a number that is logged out', 'leave', engineError({ message: 'Logged Out' }), 'restricted', 'logged-out'],
  ['an invite code for admins only', 'inviteCode', boom(401), 'final', 'not-admin'],
  [
    'an invite code for members only',
    'inviteCode',
    whatsmeow('info query returned status 403: forbidden'),
    'final',
    'not-admin',
  ],
  ['a promotion without admin rights', 'promote', boom(403), 'final', 'not-admin'],
  ['a description without admin rights', 'setDescription', boom(401), 'final', 'not-admin'],
  ['a description WEBJS may not set', 'setDescription', json(200, false), 'final', 'denied'],
  ['a description in conflict for ever', 'setDescription', boom(409), 'final', 'conflict'],
  [
    'a description the engine breaks on',
    'setDescription',
    engineError({ message: "Cannot read properties of undefined (reading 'toJid')" }),
    'final',
    'engine-error',
  ],
  ['a group WhatsApp does not know', 'leave', boom(404), 'gone', 'item-not-found'],
  ['a group WhatsApp keeps from us', 'leave', boom(403), 'gone', 'forbidden'],
  [
    'a chat that WEBJS does not find',
    'leave',
    engineError({ message: "Cannot read properties of undefined (reading 'leave')" }),
    'gone',
    'group-not-found',
  ],
  ['a message to a group that is not ours', 'sendText', boom(403), 'final', 'forbidden'],
  ['a revoked invite', 'promote', boom(410), 'final', 'gone'],
  [
    'an endpoint that is not there',
    'listGroups',
    nest(404, 'Cannot GET /api/sales/groups'),
    'final',
    'not-implemented',
  ],
  ['an engine without the operation', 'promote', json(501, { message: 'Not implemented' }), 'final', 'not-implemented'],
  ['a bad request', 'sendText', nest(400, 'text should not be empty', 'Bad Request'), 'final', 'bad-request'],
  ['a 422 for another reason', 'ownMessages', json(422, { message: 'NoLastMessageInChat' }), 'final', 'unprocessable'],
  ['a request the server did not wait for', 'sendText', bare(408), 'retry', 'request-timeout'],
  ['a group that is not there, by the status alone', 'leave', nest(404, 'Not Found'), 'gone', 'not-found'],
];

const breakdowns: Row[] = [
  ['a bare 500', 'leave', engineError({ message: 'r', name: 'r' }), 'unknown', 'server-error'],
  ['a proxy without its gateway', 'sendText', html(502), 'unknown', 'bad-gateway'],
  ['a gateway under maintenance', 'promote', html(503), 'unknown', 'unavailable'],
  ["a proxy's deadline", 'setDescription', html(504), 'unknown', 'gateway-timeout'],
  ["Cloudflare's deadline", 'leave', html(524), 'unknown', 'http-524'],
  ["a breakdown of WhatsApp's", 'leave', boom(500), 'unknown', 'internal-server-error'],
  [
    "a partial breakdown of WhatsApp's",
    'promote',
    whatsmeow('info query returned status 530'),
    'unknown',
    'partial-server-error',
  ],
  ["an engine's closed connection", 'sendText', boom(428, 'Connection Closed'), 'unknown', 'whatsapp-428'],
  ['a false nobody documents', 'leave', json(200, false), 'unknown', 'refused'],
  ['an error body under 200', 'leave', json(200, { success: false }), 'unknown', 'refused'],
  ['a page under 200', 'leave', html(200), 'unknown', 'not-a-gateway'],
  ['words under 200', 'promote', bare(200, 'OK'), 'unknown', 'not-json'],
  ['a send that is answered with nothing', 'sendText', bare(201), 'unknown', 'unexpected-answer'],
  [
    'a description answered in no known way',
    'setDescription',
    json(200, { queued: 1 }),
    'unknown',
    'unexpected-answer',
  ],
];

const readBreakdowns: Row[] = [
  ['a bare 500', 'listGroups', engineError({ message: 'r', name: 'r' }), 'retry', 'server-error'],
  ['a proxy without its gateway', 'group', html(502), 'retry', 'bad-gateway'],
  ["a breakdown of WhatsApp's", 'inviteCode', boom(503), 'retry', 'service-unavailable'],
  ['a page under 200', 'inviteCode', html(200), 'retry', 'not-a-gateway'],
  ['words under 200', 'listGroups', bare(200, 'OK'), 'retry', 'not-json'],
  ['a list that is none', 'listGroups', json(200, { name: 'sales' }), 'final', 'unexpected-answer'],
];

/** It is not the gateway that answers: nothing happened, and nothing is said of the group. */
const foreign: Row[] = [
  ["a proxy's 404 for a gateway that is down", 'leave', bare(404, '404 page not found'), 'retry', 'not-a-gateway'],
  ["a proxy's 404 for a gateway that is down", 'group', html(404), 'retry', 'not-a-gateway'],
  ['a firewall', 'sendText', html(403), 'retry', 'not-a-gateway'],
  ['a redirect', 'leave', bare(302, '', { location: 'https://login.example.org/' }), 'retry', 'redirect'],
  ['a redirect', 'group', bare(301, '', { location: 'https://waha.example.org/' }), 'retry', 'redirect'],
];

describe('WAHA', () => {
  it.each(refusals)('refuses: %s (%s)', async (_what, call, reply, kind, code) => {
    expect(await failureFrom(wahaAt, call, reply)).toMatchObject({ kind, code });
  });
  it.each(breakdowns)('leaves a write in doubt: %s (%s)', async (_what, call, reply, kind, code) => {
    expect(await failureFrom(wahaAt, call, reply)).toMatchObject({ kind, code });
  });
  it.each(readBreakdowns)('fails a read: %s (%s)', async (_what, call, reply, kind, code) => {
    expect(await failureFrom(wahaAt, call, reply)).toMatchObject({ kind, code });
  });
  it.each(foreign)('is not what answers: %s (%s)', async (_what, call, reply, kind, code) => {
    expect(await failureFrom(wahaAt, call, reply)).toMatchObject({ kind, code });
  });
});

describe('Wawp', () => {
  it.each<Row>([
    ['a dropped session', 'leave', json(404, { code: 'invalid_session', message: 'x' }), 'retry', 'invalid-session'],
    [
      'a dropped session beside a yes',
      'leave',
      json(200, { ok: true, code: 'invalid_session' }),
      'retry',
      'invalid-session',
    ],
    [
      'a dropped session, for a read',
      'group',
      json(404, { code: 'invalid_session', message: 'x' }),
      'retry',
      'invalid-session',
    ],
    [
      'a dropped session under 200',
      'leave',
      json(200, { code: 'invalid_session', message: 'x' }),
      'retry',
      'invalid-session',
    ],
    [
      'a wrong token',
      'session',
      json(401, { status: 401, message: 'Invalid token', error: 'Unauthorized' }),
      'restricted',
      'unauthorized',
    ],
    [
      'a wrong token under 200',
      'sendText',
      json(200, { status: 401, message: 'Invalid token' }),
      'restricted',
      'unauthorized',
    ],
    ['a used-up quota', 'leave', json(403, { status: 403, message: 'Daily quota exceeded' }), 'retry', 'quota'],
    [
      'a missing subscription',
      'sendText',
      json(403, { code: 'subscription_required', message: 'x' }),
      'retry',
      'quota',
    ],
    ['a missing subscription under 200', 'sendText', json(200, { error: 'subscription_required' }), 'retry', 'quota'],
    ['an unpaid plan', 'promote', json(402, {}), 'retry', 'quota'],
    [
      'a group we are not in, by 400',
      'leave',
      json(400, { message: 'You are not a participant of this group' }),
      'gone',
      'not-a-participant',
    ],
    ['a group we are not in, by 404', 'leave', json(404, { message: 'Group not found' }), 'gone', 'not-found'],
    [
      'the same words about somebody else',
      'promote',
      json(400, { message: 'They are not a participant' }),
      'final',
      'bad-request',
    ],
    ['missing parameters, by 400', 'leave', json(400, { message: 'Missing id' }), 'final', 'bad-request'],
    ['missing parameters, in words', 'leave', bare(400, 'Missing id'), 'final', 'bad-request'],
    ['a group we are not in, in XML', 'leave', bare(404, '<?xml version="1.0"?><error/>'), 'gone', 'not-found'],
    ['a dropped session, in words', 'leave', bare(404, 'invalid_session: not active'), 'retry', 'invalid-session'],
    ['somebody who is not there, in words', 'promote', bare(404, 'Not Found'), 'final', 'not-found'],
    ['missing parameters, in XML', 'leave', bare(400, '<?xml version="1.0"?><error/>'), 'final', 'bad-request'],
    ['its backend failed, for a read', 'group', json(200, { error: 'wawp_upstream_error' }), 'retry', 'upstream-error'],
    [
      'its backend failed, and may have sent it',
      'sendText',
      json(502, { code: 'wawp_upstream_error' }),
      'unknown',
      'upstream-error',
    ],
    [
      'WhatsApp restricts the number, behind its backend',
      'sendText',
      json(500, { message: 'server returned error 463', error: 'wawp_upstream_error' }),
      'restricted',
      'account-restricted',
    ],
    [
      'its backend failed under 200',
      'leave',
      json(200, { success: false, error: 'wawp_upstream_error' }),
      'unknown',
      'upstream-error',
    ],
    ['a leave without a yes', 'leave', json(200, {}), 'unknown', 'unexpected-answer'],
    ['a leave with an empty answer', 'leave', bare(200), 'unknown', 'unexpected-answer'],
    ['a leave with a no', 'leave', json(200, { ok: false }), 'unknown', 'refused'],
  ])('refuses: %s (%s)', async (_what, call, reply, kind, code) => {
    expect(await failureFrom(wawpAt, call, reply)).toMatchObject({ kind, code });
  });
});

describe('a request to wait', () => {
  it.each<[string, Reply, number]>([
    ['in the header', json(429, {}, { 'retry-after': '7' }), 7_000],
    ['in the body', json(429, { retry_after: 1.5 }), 1_500],
    ['in the body, as text', json(429, { data: { retry_after: '30' } }), 30_000],
    ['of a gateway under maintenance', json(503, {}, { 'retry-after': '120' }), 120_000],
  ])('is handed on: %s', async (_what, reply, waitMs) => {
    expect(await failureFrom(wahaAt, 'leave', reply)).toMatchObject({ retryAfterMs: waitMs });
  });

  it.each([
    ['nothing', {}, undefined],
    ['something that is no time', { 'retry-after': 'soon' }, undefined],
    ['a date', { 'retry-after': 'Sat, 01 Aug 2026 12:00:30 GMT' }, 30_000],
    ['a date that is over', { 'retry-after': 'Sat, 01 Aug 2026 11:00:00 GMT' }, 0],
    ['a number beyond all time', { 'retry-after': '9'.repeat(40) }, undefined],
  ])('is read from %s', (_what, headers: Record<string, string>, waitMs) => {
    expect(retryAfterMs({ headers }, Date.parse('2026-08-01T12:00:00Z'))).toBe(waitMs);
  });

  it.each([[-1], [null], ['soon'], [''], [{}], [Number.MAX_VALUE]])('is not read from a body that says %j', (value) => {
    expect(retryAfterMs({ headers: {}, json: { retry_after: value } }, 0)).toBeUndefined();
  });
});

it('says what failed, why, and what to do', async () => {
  const failure = await failureFrom(wahaAt, 'leave', html(502));
  expect(failure.message).toBe(
    'leaving the group may or may not have happened: something in front of the gateway answers with a page (HTTP 502) (its answer: HTTP 502, text/html, 52 characters that are no JSON). Check that the gateway runs behind its proxy.',
  );
});
