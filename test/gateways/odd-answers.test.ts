import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import { parseGroup } from '../../activities/gateways/parsing/parse-group.ts';
import { parseMessageEntry } from '../../activities/gateways/parsing/parse-message.ts';
import { parseParticipants } from '../../activities/gateways/parsing/parse-participants.ts';
import { parseSession } from '../../activities/gateways/parsing/parse-session.ts';
import { calls, type CallName, GROUP, wahaAt, wawpAt } from './calls.ts';
import { bare, type ScriptedGateway, startScriptedGateway } from './scripted-gateway.ts';

const pool = createConnections();
let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await startScriptedGateway();
});
afterAll(async () => {
  await pool.destroy();
  await gateway[Symbol.asyncDispose]();
});

/** JSON whose objects have the fields that are read, holding anything. */
const fields = [
  'id',
  '_serialized',
  'name',
  'groupMetadata',
  'participants',
  'desc',
  'announce',
  'status',
  'me',
  'lid',
  'pn',
  'role',
  'isAdmin',
  'timestamp',
  't',
  'fromMe',
  'body',
  '_data',
  'data',
  'key',
  'code',
  'error',
  'message',
  'exception',
  'success',
  'ok',
  'inviteCode',
  '0',
];
const field = fc.oneof(fc.constantFrom(...fields), fc.string());
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    GROUP,
    '5511999990123@c.us',
    '123@lid',
    true,
    false,
    null,
    429,
    1_700_000_000,
    '',
    '__proto__',
  ),
  fc.jsonValue(),
);
const { tree: oddJson } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(field, tie('tree'), { maxKeys: 6 }),
  ),
}));
const answer = fc.record({
  status: fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503),
  body: fc.oneof({ weight: 9, arbitrary: oddJson.map((value) => JSON.stringify(value)) }, fc.string()),
});

describe.each([
  ['waha', wahaAt],
  ['wawp', wawpAt],
] as const)('%s', (_kind, adapter) => {
  it.each(Object.keys(calls) as CallName[])(
    'never fails but by its declared error, whatever is answered: %s',
    async (call) => {
      const instance = adapter(gateway.baseUrl, pool);
      await fc.assert(
        fc.asyncProperty(answer, async ({ status, body }) => {
          gateway.script(bare(status, status === 204 ? '' : body));
          const error = await calls[call](instance).then(
            () => undefined,
            (reason: unknown) => reason,
          );
          expect(error === undefined || error instanceof GatewayFailure).toBe(true);
        }),
        { numRuns: 100 },
      );
    },
  );
});

describe('a write that is answered with an odd 5xx', () => {
  it('is never said not to have happened, unless the cause is recognised', async () => {
    const instance = wahaAt(gateway.baseUrl, pool);
    const silentFields = fc.dictionary(fc.constantFrom('id', 'name', 'status'), fc.nat(), { maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(500, 502, 503, 504, 520), silentFields, async (status, body) => {
        gateway.script(bare(status, JSON.stringify(body)));
        await expect(calls.sendText(instance)).rejects.toMatchObject({ kind: 'unknown' });
      }),
    );
  });
});

describe('a parser', () => {
  it('reads any JSON without failing', () => {
    fc.assert(
      fc.property(oddJson, (value) => {
        for (const parse of [parseGroup, parseMessageEntry, parseParticipants, parseSession]) parse(value);
      }),
      { numRuns: 1_000 },
    );
  });

  it('makes no participant without an identity', () => {
    fc.assert(
      fc.property(oddJson, (value) => {
        for (const { ids, listedAs } of parseParticipants(value) ?? []) {
          expect(ids.length).toBeGreaterThan(0);
          expect(listedAs).not.toBe('');
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
