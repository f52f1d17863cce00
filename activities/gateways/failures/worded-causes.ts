import type { AnswerFacts } from './answer-facts.ts';
import type { Verdict } from './verdict.ts';

/** Causes that are recognised by the gateway's words, or by a status that means the same everywhere; the first that fits. */
export function wordedCause(facts: AnswerFacts): Verdict | undefined {
  return causes.find((cause) => cause.when(facts))?.verdict;
}

interface Cause {
  when(facts: AnswerFacts): boolean;
  verdict: Verdict;
}

/** States that no session leaves without a person. WAHA has waited five seconds for another one before it answers. */
const NEEDS_PERSON = /^(SCAN_QR_CODE|PASSKEY_\w+|FAILED|STOPPED)$/;

const causes: Cause[] = [
  {
    when: ({ status }) => status === 401,
    verdict: {
      kind: 'restricted',
      code: 'unauthorized',
      why: 'the gateway refuses our key or token',
      advice: 'Mend `apiKey` (WAHA) or `token` (Wawp) in the instances file, then try again.',
    },
  },
  {
    when: ({ says }) => /logged[ -]?out/.test(says),
    verdict: {
      kind: 'restricted',
      code: 'logged-out',
      why: 'the number is logged out',
      advice: 'Link the number again at the gateway.',
    },
  },
  {
    // Comes before any reading of a 404: without its session a gateway finds no group at all.
    when: ({ says }) => /invalid_session|session .*(not found|does not exist)|find a session/.test(says),
    verdict: {
      kind: 'retry',
      code: 'invalid-session',
      why: 'the gateway knows no such session, or has dropped it',
      advice: 'Look at the session at the gateway; it is tried again.',
    },
  },
  {
    when: ({ says, sessionState = '' }) =>
      says.includes('session status is not as expected') && NEEDS_PERSON.test(sessionState),
    verdict: {
      kind: 'restricted',
      code: 'logged-out',
      why: 'the session is logged out, stopped or failed',
      advice: 'Link the number again at the gateway, or start its session.',
    },
  },
  {
    when: ({ says }) => says.includes('session status is not as expected'),
    verdict: {
      kind: 'retry',
      code: 'session-not-working',
      why: 'the session is not working',
      advice: 'Look at the session at the gateway; it is tried again.',
    },
  },
  {
    // NOWEB's is hidden in a 500 (WAHA #462).
    when: ({ status, says, whatsAppCode }) =>
      status === 429 || whatsAppCode === 429 || /rate-?overlimit|too many requests/.test(says),
    verdict: {
      kind: 'retry',
      code: 'rate-overlimit',
      why: 'the number asks too often',
      advice: 'It is tried again later; slow the number down if this is frequent.',
    },
  },
  {
    when: ({ status, says }) =>
      status === 402 ||
      /subscription_required|quota/.test(says) ||
      (status === 403 && /subscription|upgrade/.test(says)),
    verdict: {
      kind: 'retry',
      code: 'quota',
      why: "the gateway's plan or quota does not cover it",
      advice: 'It is tried again later; raise the plan if it does not pass.',
    },
  },
  {
    // Wawp's backend may have done it and lost the answer, so a write is in doubt although Wawp says to retry. With a code of
    // WhatsApp's in it, WhatsApp has answered: a restricted number must not go on trying.
    when: ({ says, whatsAppCode }) => whatsAppCode === undefined && says.includes('wawp_upstream_error'),
    verdict: {
      kind: 'unsettled',
      code: 'upstream-error',
      why: 'the gateway could not complete it with its own backend',
      advice: "The gateway's own log tells more.",
    },
  },
  {
    when: ({ status, says }) => status === 501 || /^cannot (get|post|put) \/|not implemented by the engine/m.test(says),
    verdict: {
      kind: 'final',
      code: 'not-implemented',
      why: 'the gateway has no such endpoint, in this version or with this engine',
      advice: 'Check baseUrl, and update the gateway.',
    },
  },
  {
    // WEBJS takes the chat it did not find for one and fails on its first use; NOWEB says so. Neither did anything.
    when: ({ says }) =>
      /reading '(leave|getinvitecode|setdescription|promoteparticipants)'|group with id .* not found/.test(says),
    verdict: {
      kind: 'gone',
      code: 'group-not-found',
      why: 'the gateway does not find the group',
      advice: 'Whether we are out takes a reading of the membership.',
    },
  },
  {
    when: ({ operation, says }) =>
      operation.name === 'leave' &&
      /not (a |an |the )?(group )?(participant|member)|not in (the|this) group/.test(says),
    verdict: {
      kind: 'gone',
      code: 'not-a-participant',
      why: 'the gateway says that we are not in the group',
      advice: 'Whether we are out takes a reading of the membership.',
    },
  },
  {
    // WAHA #2199.
    when: ({ operation, says }) => operation.name === 'description' && says.includes("'tojid'"),
    verdict: {
      kind: 'final',
      code: 'engine-error',
      why: "this version of the gateway's engine cannot do it",
      advice: 'Update the gateway.',
    },
  },
];
