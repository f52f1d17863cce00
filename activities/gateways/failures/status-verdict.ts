import type { AnswerFacts } from './answer-facts.ts';
import type { Verdict } from './verdict.ts';

/** What the bare status means, where nothing else tells the cause. */
export function statusVerdict(facts: AnswerFacts): Verdict {
  return notTheGateway(facts) ?? refused(facts) ?? unrecognised(facts);
}

/** A proxy in front of a gateway that is down answers 404 too: only what the gateway itself writes speaks of groups. */
function notTheGateway({ status, form }: AnswerFacts): Verdict | undefined {
  const redirected = status >= 300 && status < 400;
  const foreign = form === 'html' || (form === 'other' && (status === 403 || status === 404));
  if (!redirected && !(foreign && status < 500)) return undefined;
  return {
    kind: status === 0 ? 'unsettled' : 'retry',
    code: redirected ? 'redirect' : 'not-a-gateway',
    why: redirected ? 'baseUrl is redirected elsewhere' : 'something other than the gateway answers',
    advice: 'Check that baseUrl leads to the gateway itself.',
  };
}

const REFUSALS: Record<number, string> = {
  400: 'bad-request',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-allowed',
  406: 'not-acceptable',
  409: 'conflict',
  410: 'gone',
  413: 'too-large',
  422: 'unprocessable',
};

function refused({ operation, status }: AnswerFacts): Verdict | undefined {
  if (status < 400 || status >= 500) return undefined;
  const why = `the gateway refuses it (HTTP ${status})`;
  if (status === 408) return { kind: 'retry', code: 'request-timeout', why, advice: 'It is tried again.' };
  const absent = ['leave', 'group'].includes(operation.name) && (status === 403 || status === 404);
  return {
    kind: absent ? 'gone' : 'final',
    code: REFUSALS[status] ?? `http-${status}`,
    why,
    advice: "The gateway's own log tells more.",
  };
}

const BREAKDOWNS: Record<number, string> = {
  0: 'refused',
  500: 'server-error',
  502: 'bad-gateway',
  503: 'unavailable',
  504: 'gateway-timeout',
};

function unrecognised({ status, form }: AnswerFacts): Verdict {
  const code = BREAKDOWNS[status] ?? `http-${status}`;
  // No gateway answers its callers in HTML.
  if (form === 'html') {
    const why = `something in front of the gateway answers with a page (HTTP ${status})`;
    return { kind: 'unsettled', code, why, advice: 'Check that the gateway runs behind its proxy.' };
  }
  const why = status === 0 ? 'the gateway answers with an error under a 2xx' : `the gateway fails with HTTP ${status}`;
  return { kind: 'unsettled', code, why, advice: "The gateway's own log tells more." };
}
