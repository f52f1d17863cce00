import * as calls from './call-faults.ts';
import type { Fault } from './fault.ts';
import * as readings from './reading-faults.ts';
import * as webhooks from './webhook-faults.ts';

interface Entry {
  fault: Fault;
  /** What happens, in one line; the README's table is made of these. */
  what: string;
  /** Where it was seen. */
  source: string;
}

/** Every fault by its name. A new one is an entry here. */
export const catalogue = {
  'refuse-connection': {
    fault: calls.refuseConnection,
    what: 'at once and for `delayMs` (1 s) nobody listens on the port',
    source: 'any gateway that restarts',
  },
  drop: {
    fault: calls.drop,
    what: 'the connection is reset; nothing was done',
    source: 'any proxy between',
  },
  'timeout-after-effect': {
    fault: calls.timeoutAfterEffect,
    what: 'it is done, and answered after `delayMs` or never',
    source: 'WAHA #1468, #1565, #1358; Baileys #1875',
  },
  slow: {
    fault: calls.slow,
    what: 'answered after `delayMs` (1 s); done at `effectAt`: on `arrival` or right before the `answer`',
    source: 'Evolution #1883; WAHA #2257',
  },
  'reset-after-effect': {
    fault: calls.resetAfterEffect,
    what: 'it is done; the connection is reset instead of an answer',
    source: 'WAHA #1468',
  },
  'rate-overlimit': {
    fault: calls.rateOverlimit,
    what: "HTTP 500 that hides WhatsApp's 429; nothing was done",
    source: 'WAHA #462; Evolution #1089',
  },
  'retry-after': {
    fault: calls.retryAfter,
    what: 'HTTP 429 with `Retry-After` of `delayMs` in whole seconds (1); nothing was done',
    source: 'Wawp, rate limits of the session',
  },
  'server-error': {
    fault: calls.serverError,
    what: 'HTTP 500 that nobody documented; done only with `withEffect`',
    source: 'WAHA, envelope of engine errors',
  },
  'error-under-ok': {
    fault: calls.errorUnderOk,
    what: 'HTTP 200 whose body is an error; nothing was done',
    source: 'users of Wawp',
  },
  'ok-without-effect': {
    fault: calls.okWithoutEffect,
    what: 'the answer of a success, and nothing was done',
    source: 'WAHA #1264, #1029; whatsapp-web.js #3602',
  },
  'invalid-session': {
    fault: calls.invalidSession,
    what: 'HTTP 404 about the session, not about the group',
    source: 'users of Wawp',
  },
  'session-down': {
    fault: calls.sessionDown,
    what: 'WAHA: HTTP 422, session STARTING. Wawp: as `invalid-session`',
    source: 'WAHA, state of sessions',
  },
  unauthorized: {
    fault: calls.unauthorized,
    what: 'HTTP 401',
    source: "both vendors' authentication",
  },
  forbidden: {
    fault: calls.forbidden,
    what: 'WhatsApp refuses; nothing was done',
    source: 'whatsmeow error codes',
  },
  'html-answer': {
    fault: calls.htmlAnswer,
    what: 'a web page with `status` (200); done only with `withEffect`',
    source: 'any proxy between',
  },
  'empty-list': {
    fault: readings.emptyList,
    what: 'the list of groups is empty',
    source: 'WAHA #1873, #1879, #1860',
  },
  'missing-from-list': {
    fault: readings.missingFromList,
    what: 'the group of `groupId` is not in the list',
    source: 'WAHA #1968',
  },
  'participants-empty': {
    fault: readings.participantsEmpty,
    what: 'the group of `groupId`, or every one, has no participants',
    source: 'WAHA #1471',
  },
  'webhook-lost': {
    fault: webhooks.webhookLost,
    what: 'not sent',
    source: 'WAHA #2206, #912',
  },
  'webhook-doubled': {
    fault: webhooks.webhookDoubled,
    what: 'sent twice with the same event id',
    source: 'WAHA #1384',
  },
  'webhook-delayed': {
    fault: webhooks.webhookDelayed,
    what: 'sent `delayMs` (1 s) later than usual',
    source: 'WAHA, retries of webhooks',
  },
  'webhook-unsigned': {
    fault: webhooks.webhookUnsigned,
    what: 'sent without a signature',
    source: 'a webhook without a configured key',
  },
  'webhook-forged': {
    fault: webhooks.webhookForged,
    what: 'signed with another secret',
    source: 'an attacker',
  },
  'webhook-wrong-identity': {
    fault: webhooks.webhookWrongIdentity,
    what: "names us by our LID only; WAHA's `group.v2.leave` is not sent",
    source: 'WAHA #2206, PR #2209',
  },
} satisfies Record<string, Entry>;

export type FaultName = keyof typeof catalogue;

export const faultNames = Object.keys(catalogue) as [FaultName, ...FaultName[]];
