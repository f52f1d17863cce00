import { afterAll, describe, expect, it } from 'vitest';
import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import type { GroupReading, WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import { calls, type CallName, GROUP, SECRETS, SUCCESSOR, wahaAt, wawpAt } from './calls.ts';
import { everythingIn } from './failures.ts';
import {
  bare,
  endless,
  json,
  type Received,
  type Reply,
  reset,
  silence,
  startScriptedGateway,
} from './scripted-gateway.ts';

const pool = createConnections();
afterAll(() => pool.destroy());

const INVITE_CODE = 'AbCdEfGhIjKlMnOpQrStUv';

/** What must not get into any error: credentials, people, groups, texts, codes, and the address with its query. */
const PRIVATE = [
  ...Object.values(SECRETS),
  SUCCESSOR,
  '5511999990123',
  GROUP,
  'Private',
  INVITE_CODE,
  '127.0.0.1',
  'access_token',
];

/** Says all it was told, and the invite code, in every place that is read. */
function echo({ target, headers, body }: Received) {
  const told = `${target} ${JSON.stringify(headers)} ${body} ${INVITE_CODE}`;
  return {
    message: told,
    error: told,
    code: told,
    details: told,
    exception: { message: told },
    data: { message: told },
  };
}

const echoing =
  (status: number): Reply =>
  (response, received) =>
    json(status, echo(received))(response, received);
const echoingText =
  (status: number): Reply =>
  (response, received) =>
    bare(status, JSON.stringify(echo(received)).replaceAll('"', ''))(response, received);
const brokenHttp: Reply = (response, { target }) => void response.socket?.end(`${target} ${INVITE_CODE}\r\n\r\n`);
const redirect: Reply = (response, { target }) => bare(302, '', { location: target })(response, { target } as Received);

const replies: [string, Reply][] = [
  ...[200, 400, 401, 403, 404, 422, 429, 500, 502].map((status): [string, Reply] => [
    `JSON ${status}`,
    echoing(status),
  ]),
  ...[200, 400, 403, 404, 500].map((status): [string, Reply] => [`text ${status}`, echoingText(status)]),
  ['a redirect', redirect],
  ['no HTTP', brokenHttp],
  ['a broken connection', reset],
  ['no answer', silence],
];

const names = Object.keys(calls) as CallName[];
const asked = { waha: names, wawp: names.filter((name) => name !== 'lidOf' && name !== 'newMessageId') };

/** What a refused call hands on: a failure, of a group the claim that it is absent, nothing where nothing is offered. */
async function leaks(instance: WhatsAppGateway, call: CallName) {
  const outcome = await calls[call](instance).catch((error: unknown) => error);
  const refused = !outcome || outcome instanceof GatewayFailure || (outcome as GroupReading).kind === 'absent';
  return { call, refused, leaked: PRIVATE.filter((secret) => everythingIn(outcome).includes(secret)) };
}

describe.each([
  ['waha', wahaAt],
  ['wawp', wawpAt],
] as const)('a refusal of %s', (kind, adapter) => {
  it.each(replies)('hands on nothing private: %s', async (_what, reply) => {
    await using gateway = await startScriptedGateway();
    gateway.script(reply);
    const instance = adapter(gateway.baseUrl, pool, reply === silence ? 100 : 10_000);
    for (const call of asked[kind]) {
      expect(await leaks(instance, call)).toEqual({ call, refused: true, leaked: [] });
    }
  });

  it('hands on nothing private: unreachable', async () => {
    const instance = adapter('http://127.0.0.1:1', pool);
    for (const call of asked[kind]) {
      expect(await leaks(instance, call)).toEqual({ call, refused: true, leaked: [] });
    }
  });
});

it('hands on nothing private when the answer has no end', async () => {
  await using gateway = await startScriptedGateway();
  gateway.script(endless);
  expect(await leaks(wawpAt(gateway.baseUrl, pool, 30_000), 'leave')).toEqual({
    call: 'leave',
    refused: true,
    leaked: [],
  });
});

it('is not to be seen in an adapter itself', () => {
  for (const adapter of [wahaAt('http://localhost', pool), wawpAt('http://localhost', pool)]) {
    expect(PRIVATE.filter((secret) => everythingIn(adapter).includes(secret))).toEqual([]);
  }
});
