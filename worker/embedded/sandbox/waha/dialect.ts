import type { Dialect, GatewayRequest } from '../http/dialect.ts';
import { json } from '../http/answer.ts';
import type { World } from '../world/world.ts';

/** The version that the sandbox plays. */
export const ENVIRONMENT = {
  version: '2026.7.1',
  engine: 'WEBJS',
  tier: 'PLUS',
  browser: '/usr/bin/google-chrome-stable',
};

const FORBIDDEN = { message: 'forbidden', code: 403 };

/** WAHA's authentication (header `X-Api-Key`, or the query parameter of that name) and its error bodies. */
export function wahaDialect(world: World): Dialect {
  const dialect: Dialect = {
    gateway: 'waha',

    identify(request) {
      const key = request.headers.get('x-api-key') ?? request.query.get('x-api-key');
      const numbers = world.numbers().filter((number) => number.gateway === 'waha');
      if (!numbers.some((number) => number.token === key)) return dialect.unauthorized();
      const number = numbers.find((one) => one.session === sessionIn(request));
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

    refusal: (why, request) =>
      dialect.engineError(why === 'too-long' ? { message: 'not-acceptable', code: 406 } : FORBIDDEN, request),

    badRequest: (message) => json({ message: [message], error: 'Bad Request', statusCode: 400 }, 400),

    // whatsapp-web.js stumbles over the chat it did not find.
    noSuchChat: (request) =>
      dialect.engineError({ message: "Cannot read properties of undefined (reading 'isGroup')" }, request),

    engineError: (cause, request) =>
      json(
        {
          statusCode: 500,
          timestamp: new Date().toISOString(),
          exception: {
            message: cause.message,
            ...(cause.code === undefined ? {} : { data: cause.code }),
            name: 'Error',
            stack: `Error: ${cause.message}\n    at sandbox`,
          },
          request: {
            path: request.path,
            method: request.method,
            body: request.body,
            query: Object.fromEntries(request.query),
          },
          version: ENVIRONMENT,
        },
        500,
      ),

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
