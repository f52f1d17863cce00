import { json } from '../http/answer.ts';
import { participantIds } from '../http/plan.ts';
import { jid } from '../waha/engines/jid.ts';
import type { Fault, FaultedCall } from './fault.ts';
import { EVERYWHERE, WAWP_AS_WEBJS, WITHOUT_BROWSER } from './places.ts';
import { changeFields, changeObjects, rewritten } from './rewrite.ts';

/** One participant that could not be promoted, as Baileys and whatsmeow tell it inside of a success. */
function notPromoted(call: FaultedCall, id: string): object {
  if (call.number?.engine === 'NOWEB') return { status: '403', jid: jid(id), content: {} };
  return { JID: jid(id), PhoneNumber: '', LID: '', IsAdmin: false, IsSuperAdmin: false, DisplayName: '', Error: 403 };
}

function withErrorAck(fields: Record<string, unknown>): unknown {
  return changeFields(fields, (value, name) => (name === 'ack' ? -1 : name === 'ackName' ? 'ERROR' : value));
}

/** The steps of leaving, done by halves or not at all. */
export const stepFaults = {
  'ok-without-effect': {
    what: 'the answer of a success, and nothing was done',
    source: 'WAHA #1264, #1029; whatsapp-web.js #3602',
    possibleOn: EVERYWHERE,
    onCall: (call) => call.pretend(),
  },
  'not-promoted': {
    what: 'the promotion is answered as a success, and nobody was promoted',
    source: 'WAHA #1264, #1029; whatsapp-web.js #3602',
    possibleOn: EVERYWHERE,
    operations: ['promote'],
    onCall: (call) => call.pretend(),
  },
  'not-promoted-inside': {
    what: 'the promotion is answered by HTTP 200 with 403 for each participant, and nobody was promoted',
    source: 'Evolution #1239; WAHA on NOWEB and GOWS',
    possibleOn: WITHOUT_BROWSER,
    notOn: { 'waha/WEBJS': 'answers 200 and no word on the participants: `not-promoted`', wawp: WAWP_AS_WEBJS },
    operations: ['promote'],
    onCall: (call) => json(participantIds(call.request.body).map((id) => notPromoted(call, id))),
  },
  'not-left': {
    what: 'the leave is answered as a success, and we are still in the group',
    source: 'Green API and Z-API, leave a group; WAHA, answers without a body',
    possibleOn: EVERYWHERE,
    operations: ['leave'],
    onCall: (call) => call.pretend(),
  },
  'send-undelivered': {
    what: 'the message is answered as sent, with an id, and nobody ever gets it',
    source: 'Green API #745; watgbridge #11',
    possibleOn: EVERYWHERE,
    operations: ['send-text'],
    onCall: (call) => call.pretend(),
  },
  'send-error-ack': {
    what: 'the message is answered with an id and the ack ERROR (-1), and nobody ever gets it',
    source: 'WAHA, acks of messages',
    possibleOn: ['waha/WEBJS', 'waha/NOWEB', 'wawp'],
    notOn: { 'waha/GOWS': 'answers a send without an ack' },
    operations: ['send-text'],
    onCall: async (call) => rewritten(await call.pretend(), (body) => changeObjects(body, withErrorAck)),
  },
  'goodbye-doubled': {
    what: 'one call to send, and the gateway says it twice under two ids',
    source: 'WAHA #2054, #1044',
    possibleOn: EVERYWHERE,
    operations: ['send-text'],
    async onCall(call, rule) {
      const { number, groupId = '', backstage } = call;
      const before = number ? backstage.saidBy(number, groupId) : 0;
      const answer = await call.perform();
      if (number && backstage.saidBy(number, groupId) > before) backstage.sayAgain(number, groupId, rule.name);
      return answer;
    },
  },
} satisfies Record<string, Fault>;
