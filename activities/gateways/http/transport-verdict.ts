import type { BrokenExchange } from './exchange.ts';
import { tlsFault } from './tls-fault.ts';
import type { Verdict } from '../failures/verdict.ts';

/**
 * What an exchange without an answer amounts to.
 * @param timeoutMs the deadline the call had
 * @param cancelled whether the caller gave up, as opposed to the deadline
 * @param secure whether it was spoken to by https
 */
export function transportVerdict(
  broken: BrokenExchange,
  timeoutMs: number,
  cancelled: boolean,
  secure: boolean,
): Verdict {
  return broken.sent ? lost(broken, timeoutMs, cancelled, secure) : neverSent(broken, timeoutMs, cancelled, secure);
}

function neverSent(
  { ending, errorCode = '' }: BrokenExchange,
  timeoutMs: number,
  cancelled: boolean,
  secure: boolean,
): Verdict {
  if (cancelled)
    return {
      kind: 'retry',
      code: 'aborted',
      why: 'it was stopped before it was sent',
      advice: 'It can be tried again.',
    };
  const tls = tlsFault(errorCode);
  if (tls) {
    const why = `the gateway cannot be reached securely: ${tls.why} (${errorCode})`;
    return { kind: 'retry', code: 'tls', why, advice: tls.advice };
  }
  const reason = ending === 'stopped' ? `no connection within ${timeoutMs} ms` : errorCode;
  return {
    kind: 'retry',
    code: 'unreachable',
    why: `the gateway cannot be reached (${reason})`,
    advice: secure ? `${UNREACHABLE} Where it hangs up, baseUrl may have to begin with http.` : UNREACHABLE,
  };
}

const UNREACHABLE = 'Check that the gateway runs and that baseUrl is right; it is tried again.';

function lost(
  { ending, errorCode = '' }: BrokenExchange,
  timeoutMs: number,
  cancelled: boolean,
  secure: boolean,
): Verdict {
  const advice = 'Look whether it took effect before it is repeated.';
  if (cancelled)
    return { kind: 'unsettled', code: 'aborted', why: 'it was stopped while the gateway worked on it', advice };
  if (ending === 'stopped') {
    return { kind: 'unsettled', code: 'timeout', why: `the gateway did not answer within ${timeoutMs} ms`, advice };
  }
  if (ending === 'too-large') {
    return {
      kind: 'unsettled',
      code: 'answer-too-large',
      why: 'the answer does not end within the size that any gateway needs',
      advice: 'Check that baseUrl leads to the gateway and not to something else.',
    };
  }
  if (/^HPE_|^HTTPParserError/.test(errorCode)) {
    return {
      kind: 'unsettled',
      code: 'not-http',
      why: `the answer is not HTTP (${errorCode})`,
      advice: 'Check the port in baseUrl and whether it should begin with http or https.',
    };
  }
  return {
    kind: 'unsettled',
    code: 'connection-lost',
    why: `the connection broke before the answer (${errorCode})`,
    // A port that speaks TLS hangs up on plain HTTP.
    advice: secure ? advice : `${advice} Where it happens to every call, baseUrl may have to begin with https.`,
  };
}
