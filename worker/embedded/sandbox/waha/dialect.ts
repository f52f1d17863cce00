import type { Dialect, GatewayRequest } from '../http/dialect.ts';
import { json } from '../http/answer.ts';
import { hasLeft } from '../world/chat.ts';
import type { Refusal } from '../world/rules.ts';
import type { SandboxNumber } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { EngineCause } from './engines/engine.ts';
import { engineOf } from './engines/of.ts';

/** Stands in where a request names no session that is there. */
const UNKNOWN = { engine: 'WEBJS', version: '2026.7.1' } as const;

/** What a session says about the server it runs on. */
export function environmentOf({ engine, version }: Pick<SandboxNumber, 'engine' | 'version'>) {
  const browser = engine === 'WEBJS' ? '/usr/bin/google-chrome-stable' : null;
  return { version, engine, tier: 'PLUS', browser };
}

/** WhatsApp's own words and codes (whatsmeow's list of errors); what is not here is `forbidden`. */
const CAUSES: Partial<Record<Refusal, EngineCause>> = {
  'too-long': { message: 'not-acceptable', code: 406 },
  'not-authorized': { message: 'not-authorized', code: 401 },
  'community-parent': { message: 'bad-request', code: 400 },
};

/** WAHA's authentication (header `X-Api-Key`, or the query parameter of that name) and its error bodies. */
export function wahaDialect(world: World): Dialect {
  const numberOf = (request: GatewayRequest) =>
    world.numbers().find((number) => number.gateway === 'waha' && number.session === sessionIn(request));

  const dialect: Dialect = {
    gateway: 'waha',

    identify(request) {
      const key = request.headers.get('x-api-key') ?? request.query.get('x-api-key');
      const numbers = world.numbers().filter((number) => number.gateway === 'waha');
      if (!numbers.some((number) => number.token === key)) return dialect.unauthorized();
      const number = numberOf(request);
      if (!number) return dialect.unknownSession(request);
      return number.token === key ? number : dialect.unauthorized();
    },

    unauthorized: () => json({ message: 'Unauthorized', statusCode: 401 }, 401),

    unknownSession: (request) =>
      json({ message: `Session "${sessionIn(request)}" does not exist`, error: 'Not Found', statusCode: 404 }, 404),

    sessionDown: (number) =>
      json(
        {
          error: 'Session status is not as expected. Try again later or restart the session',
          session: number.session,
          status: number.status,
          expected: ['WORKING'],
        },
        422,
      ),

    refusal: (why, request) => dialect.engineError(CAUSES[why] ?? { message: 'forbidden', code: 403 }, request),

    badRequest: (message) => json({ message: [message], error: 'Bad Request', statusCode: 400 }, 400),

    noSuchChat(request, groupId) {
      const number = numberOf(request);
      const group = world.findGroup(groupId);
      const isLeft = number !== undefined && group !== undefined && hasLeft(group, number);
      return dialect.engineError(engineOf(number ?? UNKNOWN).noSuchChat(groupId, isLeft), request);
    },

    engineError(cause, request) {
      const number = numberOf(request) ?? UNKNOWN;
      const { path, method, body } = request;
      return json(
        {
          statusCode: 500,
          timestamp: new Date().toISOString(),
          exception: engineOf(number).exception(cause),
          request: { path, method, body, query: Object.fromEntries(request.query) },
          version: environmentOf(number),
        },
        500,
      );
    },

    tooManyRequests: (retryAfterSeconds) =>
      json({ statusCode: 429, message: 'Too Many Requests' }, 429, { 'retry-after': String(retryAfterSeconds) }),
  };
  return dialect;
}

/** In the path, or for `sendText` in the body, where it is `default` when left out. */
function sessionIn({ params, body }: GatewayRequest): string {
  const session = params['session'] ?? body['session'];
  return typeof session === 'string' ? session : 'default';
}
