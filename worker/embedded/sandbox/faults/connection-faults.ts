import { html, redirect } from '../http/answer.ts';
import type { Fault } from './fault.ts';
import { EVERYWHERE } from './places.ts';

const PROXY_PAGE =
  '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

/** What goes wrong on the way, whatever is asked. */
export const connectionFaults = {
  'refuse-connection': {
    what: 'at once and for `delayMs` (1 s) nobody listens on the port',
    source: 'any gateway that restarts',
    possibleOn: EVERYWHERE,
    onBegin: ({ door }, rule) => door.shut(rule.delayMs ?? 1000),
  },
  // Before anything was done: the caller cannot know that.
  drop: {
    what: 'the connection is reset; nothing was done',
    source: 'any proxy between',
    possibleOn: EVERYWHERE,
    onCall: () => ({ kind: 'reset' }),
  },
  hang: {
    what: 'never answered; nothing was done',
    source: 'WAHA #2257; any proxy between',
    possibleOn: EVERYWHERE,
    onCall: () => ({ kind: 'never-answered' }),
  },
  'timeout-after-effect': {
    what: 'it is done, and answered after `delayMs` or never',
    source: 'WAHA #1468, #1565, #1358; Baileys #1875',
    possibleOn: EVERYWHERE,
    async onCall(call, rule) {
      const answer = await call.perform();
      if (rule.delayMs === undefined) return { kind: 'never-answered' };
      await call.wait(rule.delayMs);
      return answer;
    },
  },
  slow: {
    what: 'answered after `delayMs` (1 s); done at `effectAt`: on `arrival` or right before the `answer`',
    source: 'Evolution #1883; WAHA #2257',
    possibleOn: EVERYWHERE,
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
  },
  'reset-after-effect': {
    what: 'it is done; the connection is reset instead of an answer',
    source: 'WAHA #1468',
    possibleOn: EVERYWHERE,
    async onCall(call) {
      await call.perform();
      return { kind: 'reset' };
    },
  },
  'html-answer': {
    what: 'a web page with `status` (200); done only with `withEffect`',
    source: 'any proxy between',
    possibleOn: EVERYWHERE,
    async onCall(call, rule) {
      if (rule.withEffect) await call.perform();
      return html(PROXY_PAGE, rule.status ?? 200);
    },
  },
  redirect: {
    what: 'HTTP 302 to a page to log in; nothing was done',
    source: 'any proxy between',
    possibleOn: EVERYWHERE,
    onCall: () => redirect('/login'),
  },
  'endless-body': {
    what: 'HTTP 200 and a body without an end; nothing was done',
    source: 'any proxy between',
    possibleOn: EVERYWHERE,
    onCall: () => ({ kind: 'endless' }),
  },
} satisfies Record<string, Fault>;
