import { json, text, type Answer } from '../http/answer.ts';
import type { Fault } from './fault.ts';
import { EVERYWHERE, WAHA, WEBJS_LIKE, WITHOUT_BROWSER, eachOf } from './places.ts';

function xmlError(status: number): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?><error><status>${status}</status><message>Not Found</message></error>`;
  return text(body, status, 'application/xml');
}

/** What gateways say instead of doing it. */
export const refusalFaults = {
  'rate-overlimit': {
    what: "HTTP 500 that hides WhatsApp's 429; nothing was done",
    source: 'WAHA #462; Evolution #1089',
    possibleOn: EVERYWHERE,
    onCall: ({ dialect, request }) => dialect.engineError({ message: 'rate-overlimit', code: 429 }, request),
  },
  'retry-after': {
    what: 'HTTP 429 with `Retry-After` of `delayMs` in whole seconds (1); nothing was done',
    source: 'Wawp, rate limits of the session',
    possibleOn: ['wawp'],
    notOn: eachOf(WAHA, 'has no limits of its own, and hides those of WhatsApp in a 500: `rate-overlimit`'),
    onCall: ({ dialect }, rule) => dialect.tooManyRequests(Math.ceil((rule.delayMs ?? 1000) / 1000)),
  },
  'quota-exceeded': {
    what: 'HTTP 403 about the plan, not about the group; nothing was done',
    source: 'Wawp, errors',
    possibleOn: ['wawp'],
    notOn: eachOf(WAHA, 'has no limits of its own, and hides those of WhatsApp in a 500: `rate-overlimit`'),
    onCall: () => json({ status: 403, message: 'Daily group quota exceeded', error: 'subscription_required' }, 403),
  },
  'server-error': {
    what: 'HTTP 500 that nobody documented; done only with `withEffect`',
    source: 'WAHA, envelope of engine errors',
    possibleOn: EVERYWHERE,
    async onCall(call, rule) {
      if (rule.withEffect) await call.perform();
      const message = 'Protocol error (Runtime.callFunctionOn): Target closed.';
      return call.dialect.engineError({ message }, call.request);
    },
  },
  'engine-broken': {
    what: 'HTTP 500: WhatsApp changed, and the engine calls what is no longer there; nothing was done',
    source: 'open-wa #139, #3217; WebWhatsapp-Wrapper #445',
    possibleOn: WEBJS_LIKE,
    notOn: eachOf(WITHOUT_BROWSER, 'talks to WhatsApp without a web page whose code could change under it'),
    onCall: ({ dialect, request }) =>
      dialect.engineError(
        { message: 'Evaluation failed: TypeError: window.Store.sendExitGroup is not a function' },
        request,
      ),
  },
  'not-implemented': {
    what: 'HTTP 501: this engine cannot do it',
    source: 'WAHA, errors',
    possibleOn: WAHA,
    notOn: { wawp: 'documents no 501' },
    onCall: () =>
      json({ statusCode: 501, message: 'The method is not implemented by the engine.', error: 'Not Implemented' }, 501),
  },
  'error-under-ok': {
    what: 'HTTP 200 whose body is an error; done only with `withEffect`',
    source: 'users of Wawp',
    possibleOn: ['wawp'],
    notOn: eachOf(WAHA, 'says every error by a status of its own framework'),
    async onCall(call, rule) {
      if (rule.withEffect) await call.perform();
      return json({ success: false, error: 'wawp_upstream_error', message: 'The upstream did not answer.' });
    },
  },
  'error-as-text': {
    what: 'HTTP `status` (404) with the error in XML, or for 400 in plain words; nothing was done',
    source: 'Wawp, examples of errors',
    possibleOn: ['wawp'],
    notOn: eachOf(WAHA, 'writes every error as JSON, by its framework'),
    onCall: (_call, { status = 404 }) =>
      status === 400 ? text('Bad Request: the request was not understood', 400, 'text/plain') : xmlError(status),
  },
  'invalid-session': {
    what: 'HTTP 404 about the session, not about the group',
    source: 'users of Wawp',
    possibleOn: EVERYWHERE,
    onCall: ({ dialect, request }) => dialect.unknownSession(request),
  },
  'session-down': {
    what: 'WAHA: HTTP 422, session STARTING. Wawp: as `invalid-session`',
    source: 'WAHA, state of sessions',
    possibleOn: EVERYWHERE,
    onCall: ({ dialect, number, request }) =>
      number ? dialect.sessionDown({ ...number, status: 'STARTING' }) : dialect.unknownSession(request),
  },
  unauthorized: {
    what: 'HTTP 401',
    source: "both vendors' authentication",
    possibleOn: EVERYWHERE,
    onCall: ({ dialect }) => dialect.unauthorized(),
  },
  forbidden: {
    what: 'WhatsApp refuses; nothing was done',
    source: 'whatsmeow error codes',
    possibleOn: EVERYWHERE,
    onCall: ({ dialect, request }) => dialect.refusal('not-an-admin', request),
  },
} satisfies Record<string, Fault>;
