import type { BrokenExchange } from './exchange.ts';
import { tlsFault } from './tls-fault.ts';
import type { Operation } from '../failures/operation.ts';
import type { Verdict } from '../failures/verdict.ts';

/** What is known of a call that got no answer. */
export interface UnansweredCall {
  /** The deadline it had, ms. */
  timeoutMs: number;
  /** Whether the caller gave up, as opposed to the deadline. */
  cancelled: boolean;
  /** Whether it was spoken to by https. */
  secure: boolean;
  effect: Operation['effect'];
}

/** What an exchange without an answer amounts to. */
export function transportVerdict(broken: BrokenExchange, call: UnansweredCall): Verdict {
  return broken.sent ? lost(broken, call) : neverSent(broken, call);
}

function neverSent(
  { ending, errorCode = '' }: BrokenExchange,
  { timeoutMs, cancelled, secure }: UnansweredCall,
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
  { timeoutMs, cancelled, secure, effect }: UnansweredCall,
): Verdict {
  const advice = effect === 'write' ? 'Look whether it took effect before it is repeated.' : 'It can be tried again.';
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
