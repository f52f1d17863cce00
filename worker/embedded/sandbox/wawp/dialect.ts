import { json } from '../http/answer.ts';
import type { Dialect, GatewayRequest } from '../http/dialect.ts';
import type { World } from '../world/world.ts';

/**
 * Wawp's authentication (`instance_id` and `access_token`: in the query of a GET, in the JSON body of anything else) and
 * its error bodies. Credentials in the query of a write are refused here, so that nobody gets used to tokens in URLs.
 */
export function wawpDialect(world: World): Dialect {
  const dialect: Dialect = {
    gateway: 'wawp',

    identify(request) {
      const { instanceId, token } = credentialsIn(request);
      if (!token) return problem(401, 'Missing access_token', 'Unauthorized');
      if (!instanceId) return problem(401, 'Missing instance_id', 'Unauthorized');
      const numbers = world.numbers().filter((number) => number.gateway === 'wawp');
      const number = numbers.find((one) => one.session === instanceId);
      if (!number) return dialect.unknownSession(request);
      return number.token === token ? number : dialect.unauthorized();
    },

    unauthorized: () => problem(401, 'Invalid access_token', 'Unauthorized'),

    // Without any word of the group, which is why a 404 proves nothing about it.
    unknownSession: () => json({ code: 'invalid_session', message: 'Session not found or not active' }, 404),

    sessionDown: () => json({ code: 'invalid_session', message: 'Session not found or not active' }, 404),

    refusal: (why) => {
      if (why === 'not-a-member') return problem(404, 'You are not a member of this group', 'Not Found');
      return problem(400, `WhatsApp refused: ${why}`, 'Bad Request');
    },

    badRequest: (message) => problem(400, message, 'Bad Request'),

    noSuchChat: () => problem(404, 'Group not found', 'Not Found'),

    engineError: (cause) => problem(500, cause.message, 'wawp_upstream_error'),

    tooManyRequests: (retryAfterSeconds) =>
      json({ status: 429, message: 'Rate limit exceeded', error: 'Too Many Requests' }, 429, {
        'retry-after': String(retryAfterSeconds),
      }),
  };
  return dialect;
}

/** The envelope of Wawp's errors. */
function problem(status: number, message: string, error: string) {
  return json({ status, message, error }, status);
}

function credentialsIn({ method, query, body }: GatewayRequest) {
  if (method === 'GET') return { instanceId: query.get('instance_id'), token: query.get('access_token') };
  return { instanceId: body['instance_id'], token: body['access_token'] };
}
