import { html, json } from '../http/answer.ts';
import type { Fault } from './fault.ts';

const PROXY_PAGE =
  '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

/** Breaks the connection before anything was done: the caller cannot know that. */
export const drop: Fault = { onCall: () => ({ kind: 'reset' }) };

/** `delayMs`: how long nobody listens. */
export const refuseConnection: Fault = { onAdded: (door, rule) => door.shut(rule.delayMs ?? 1000) };

/** `delayMs`: when the answer comes after all; without it never. */
export const timeoutAfterEffect: Fault = {
  async onCall(call, rule) {
    const answer = await call.perform();
    if (rule.delayMs === undefined) return { kind: 'never-answered' };
    await call.wait(rule.delayMs);
    return answer;
  },
};

/** `delayMs`: how long the answer takes. */
export const slow: Fault = {
  async onCall(call, rule) {
    const delayMs = rule.delayMs ?? 1000;
    if (rule.effectAt === 'answer') {
      await call.wait(delayMs);
      return call.perform();
    }
    const answer = await call.perform();
    await call.wait(delayMs);
    return answer;
  },
};

export const resetAfterEffect: Fault = {
  async onCall(call) {
    await call.perform();
    return { kind: 'reset' };
  },
};

export const rateOverlimit: Fault = {
  onCall: ({ dialect, request }) => dialect.engineError({ message: 'rate-overlimit', code: 429 }, request),
};

/** `delayMs`: what `Retry-After` asks for, in whole seconds. */
export const retryAfter: Fault = {
  onCall: ({ dialect }, rule) => dialect.tooManyRequests(Math.ceil((rule.delayMs ?? 1000) / 1000)),
};

/** An answer that no document explains. */
export const serverError: Fault = {
  async onCall(call, rule) {
    if (rule.withEffect) await call.perform();
    return call.dialect.engineError(
      { message: 'Protocol error (Runtime.callFunctionOn): Target closed.' },
      call.request,
    );
  },
};

export const okWithoutEffect: Fault = { onCall: (call) => call.pretend() };

export const invalidSession: Fault = { onCall: ({ dialect, request }) => dialect.unknownSession(request) };

export const sessionDown: Fault = {
  onCall: ({ dialect, number, request }) =>
    number ? dialect.sessionDown({ ...number, status: 'STARTING' }) : dialect.unknownSession(request),
};

export const unauthorized: Fault = { onCall: ({ dialect }) => dialect.unauthorized() };

export const forbidden: Fault = {
  onCall: ({ dialect, request }) => dialect.refusal('not-an-admin', request),
};

export const htmlAnswer: Fault = {
  async onCall(call, rule) {
    if (rule.withEffect) await call.perform();
    return html(PROXY_PAGE, rule.status);
  },
};

/** Wawp only words it so; WAHA's callers get what they may never have seen either. */
export const errorUnderOk: Fault = {
  onCall: () => json({ success: false, error: 'wawp_upstream_error', message: 'The upstream did not answer.' }),
};
