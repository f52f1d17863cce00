import { seconds } from '../waha/shapes.ts';
import type { Fault, FaultedCall } from './fault.ts';
import { EVERYWHERE, WAWP_AS_WEBJS } from './places.ts';
import { changeFields, changeObjects, rewritten } from './rewrite.ts';

const AN_HOUR_MS = 3_600_000;

/** WhatsApp's refusal as each engine words it: whatsmeow has it in its text only. */
function restricted({ dialect, number, request }: FaultedCall, code: number) {
  const message = `server returned error ${code}`;
  return dialect.engineError(number?.engine === 'GOWS' ? { message } : { message, code }, request);
}

const ENGINE_AFTER: Record<string, string> = { WEBJS: 'NOWEB', NOWEB: 'GOWS', GOWS: 'WEBJS' };

/** Another engine, and a version that is none, wherever they are named. */
function misnamed(body: unknown): unknown {
  return changeObjects(body, (fields) => changeFields(fields, misnamedField));
}

function misnamedField(value: unknown, name: string): unknown {
  if (name === 'engine' && typeof value === 'string') return ENGINE_AFTER[value] ?? value;
  return name === 'version' ? 'edge' : name === 'environment' ? misnamed(value) : value;
}

/** What happens to the session and to the number. */
export const accountFaults = {
  'session-restart': {
    what: 'the session restarts in the middle: STARTING for `delayMs` (1 s), `session.status` both times; done only with `withEffect`, and then HTTP 500',
    source: 'WAHA, state of sessions',
    possibleOn: EVERYWHERE,
    async onCall(call, rule) {
      if (rule.withEffect) await call.perform();
      if (!call.number) return call.dialect.unauthorized();
      const starting = call.backstage.restart(call.number, rule.delayMs ?? 1000);
      // The session is asked about before anything is done: what was begun breaks off otherwise.
      if (!rule.withEffect) return call.dialect.sessionDown(starting);
      return call.dialect.engineError({ message: 'Connection Closed', code: 428 }, call.request);
    },
  },
  'breaks-after-leaving': {
    what: 'asking about a group that was left breaks the connection: HTTP 500 and a restart of `delayMs` (1 s)',
    source: 'Baileys #1226',
    possibleOn: ['waha/NOWEB'],
    notOn: {
      'waha/WEBJS': 'keeps the chat of a group that was left',
      'waha/GOWS': 'was never seen to: Baileys #1226 is about NOWEB',
      wawp: WAWP_AS_WEBJS,
    },
    operations: ['group', 'participants', 'participants-v2'],
    onlyAfterLeaving: true,
    onCall(call, rule) {
      if (call.number) call.backstage.restart(call.number, rule.delayMs ?? 1000);
      return call.dialect.engineError({ message: 'Connection Closed', code: 428 }, call.request);
    },
  },
  'logged-out': {
    what: 'the phone logged us out: the session is SCAN_QR_CODE from then on, with `session.status`; nothing was done',
    source: 'WAHA, state of sessions; WAHA #2147',
    possibleOn: EVERYWHERE,
    onCall: ({ number, dialect, backstage }) =>
      number ? dialect.sessionDown(backstage.setStatus(number, 'SCAN_QR_CODE')) : dialect.unauthorized(),
  },
  'restricted-463': {
    what: 'WhatsApp refuses to send (463); `session.status` says WORKING with `reachoutTimelock` for `delayMs` (1 h)',
    source: 'WAHA #2166, #2147',
    possibleOn: EVERYWHERE,
    operations: ['send-text'],
    onCall(call, rule) {
      const endsAtMs = Date.now() + (rule.delayMs ?? AN_HOUR_MS);
      const reachoutTimelock = { isActive: true, timeEnforcementEnds: seconds(endsAtMs), enforcementType: 'DEFAULT' };
      if (call.number) call.backstage.tellRestriction(call.number, { reachoutTimelock });
      return restricted(call, 463);
    },
  },
  'restricted-463-silent': {
    what: 'WhatsApp refuses to send (463), and no event says until when',
    source: 'WAHA #2219',
    possibleOn: EVERYWHERE,
    operations: ['send-text'],
    onCall: (call) => restricted(call, 463),
  },
  'restricted-475': {
    what: 'the number has used up its messages (475); `session.status` says WORKING with `messageCapping` for `delayMs` (1 h)',
    source: 'WAHA, message capping',
    possibleOn: EVERYWHERE,
    operations: ['send-text'],
    onCall(call, rule) {
      const cycleEnd = seconds(Date.now() + (rule.delayMs ?? AN_HOUR_MS));
      const messageCapping = { cappingStatus: 'CAPPED', totalQuota: 100, usedQuota: 100, cycleStart: null, cycleEnd };
      if (call.number) call.backstage.tellRestriction(call.number, { messageCapping });
      return restricted(call, 475);
    },
  },
  'own-lid-untold': {
    what: 'nothing tells us our LID: not `me`, not the session, not a look-up',
    source: 'WAHA #2206; whatsapp-web.js #3599',
    possibleOn: EVERYWHERE,
    operations: ['me', 'session', 'lid'],
    async onCall(call) {
      // A look-up that finds nothing says `null`; elsewhere the field is not there.
      const lid = call.operation === 'lid' ? null : undefined;
      const untold = (value: unknown, name: string) => (name === 'lid' ? lid : value);
      return rewritten(await call.perform(), (body) => changeObjects(body, (fields) => changeFields(fields, untold)));
    },
  },
  'wrong-engine': {
    what: 'the session and the webhooks name another engine than the one that answers, and a version that is none',
    source: 'WAHA, environment of sessions and events; Wawp, envelope of webhooks',
    possibleOn: EVERYWHERE,
    operations: ['session'],
    onCall: async (call) => rewritten(await call.perform(), misnamed),
    onWebhook: (delivery) => {
      const named = (value: unknown, name: string) => (name === 'payload' ? value : misnamedField(value, name));
      return [{ ...delivery, envelope: changeFields(delivery.envelope, named) }];
    },
  },
} satisfies Record<string, Fault>;
