import { CUSTOMER, GROUP, jsonExample, ME, SENT_SECOND, SUCCESSOR } from './engine-examples.ts';

/** What WAHA answers the same way with every engine (its OpenAPI document, 2026.7). */
export function sessionOf(engine: string) {
  const told = (me: object) =>
    jsonExample({ name: 'sales', status: 'WORKING', config: {}, me: { ...me, pushName: '~' }, engine: { engine } });
  const me = { id: ME.phone, lid: ME.lid, jid: '11111111111:12@s.whatsapp.net' };
  return { session: told(me), sessionWithoutLid: told({ id: ME.phone }) };
}

/** What WAHA tells of LIDs, ids and a session that is not ready, whatever the engine. */
export const commonAnswers = {
  participantsV2: jsonExample([
    { id: ME.lid, pn: ME.phone, role: 'admin' },
    { id: SUCCESSOR.lid, pn: SUCCESSOR.phone, role: 'participant' },
    { id: CUSTOMER.lid, pn: null, role: 'participant' },
  ]),
  lid: jsonExample({ lid: ME.lid, pn: ME.phone }),
  newMessageId: jsonExample({ id: '3EB0FEDCBA' }),
  sessionDown: jsonExample(
    {
      error: 'Session status is not as expected. Try again later or restart the session',
      session: 'sales',
      status: 'STARTING',
      expected: ['WORKING'],
    },
    422,
  ),
};

/** `WAMessage`. */
const message = {
  id: `true_${GROUP}_3EB0ABCDEF_${ME.phone}`,
  timestamp: SENT_SECOND,
  from: ME.phone,
  fromMe: true,
  source: 'api',
  to: GROUP,
  participant: ME.phone,
  body: 'Goodbye',
  hasMedia: false,
  ack: 1,
  ackName: 'SERVER',
};

export const messages = jsonExample([message]);
export const sentMessage = jsonExample(message, 201);

/** An engine's own error, always under 500; it echoes the request. */
export function engineError(engine: string, exception: object) {
  return jsonExample(
    {
      statusCode: 500,
      timestamp: '2024-09-01T00:00:00.000Z',
      exception: { name: 'Error', stack: 'Error: …', ...exception },
      request: { path: '/api/sales/groups', method: 'GET', body: {}, query: {} },
      version: { version: '2026.7.1', engine, tier: 'PLUS' },
    },
    500,
  );
}
