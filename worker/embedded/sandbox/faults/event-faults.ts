import { z } from 'zod';
import type { Delivery } from '../webhooks/delivery.ts';
import { seconds } from '../waha/shapes.ts';
import type { SandboxNumber } from '../world/types.ts';
import type { Fault, FaultedCall } from './fault.ts';
import { EVERYWHERE, WAHA, eachOf } from './places.ts';

const AN_HOUR_MS = 3_600_000;
const STRANGER = { phoneId: '15550199999@c.us', lid: '909999999999999@lid', role: 'participant' } as const;

/** The leave is answered as a success without being done, and an event comes that could be taken for its proof. */
function deceptive(who: (number: SandboxNumber) => { phoneId: string; lid: string }, agoMs: number) {
  return async (call: FaultedCall) => {
    const answer = await call.pretend();
    const { number, groupId = '', backstage } = call;
    if (number) backstage.tellDeparture(number, groupId, { ...who(number), role: 'participant' }, Date.now() - agoMs);
    return answer;
  };
}

function withEnvelope(delivery: Delivery, changes: Delivery['envelope']): Delivery {
  return { ...delivery, envelope: { ...delivery.envelope, ...changes } };
}

/** Events that say it in other words than documented, or say something else. */
export const eventFaults = {
  'webhook-foreign': {
    what: 'the leave is answered as a success without being done, and a webhook tells that somebody else left',
    source: 'Wawp, `group.v2.leave`; WAHA on WEBJS, `group.leave`',
    possibleOn: EVERYWHERE,
    operations: ['leave'],
    onCall: deceptive(() => STRANGER, 0),
  },
  'webhook-outdated': {
    what: 'the leave is answered as a success without being done, and a webhook tells of our own departure an hour ago',
    source: 'WAHA, retries of webhooks',
    possibleOn: EVERYWHERE,
    operations: ['leave'],
    onCall: deceptive((number) => number, AN_HOUR_MS),
  },
  'webhook-other-unit': {
    what: '`payload.timestamp` in milliseconds where the engine writes seconds, and the other way round',
    source: 'WAHA, documents and source disagree',
    possibleOn: WAHA,
    notOn: { wawp: 'documents no `payload.timestamp`' },
    onWebhook: (delivery, _rule, number) => {
      const { occurredAtMs } = delivery;
      const { payload } = delivery.envelope;
      if (typeof payload !== 'object' || payload === null || !('timestamp' in payload)) return [delivery];
      const timestamp = number.engine === 'WEBJS' ? occurredAtMs : seconds(occurredAtMs);
      return [withEnvelope(delivery, { payload: { ...payload, timestamp } })];
    },
  },
  'webhook-as-waha': {
    what: "WAHA's payloads instead of Wawp's own: `group.v2.leave` about ourselves alone, and without participants",
    source: 'Wawp and WAHA, examples of the same event',
    possibleOn: ['wawp'],
    notOn: eachOf(WAHA, 'sends these always'),
    onWebhook: (delivery, _rule, number) => asWaha(delivery, number),
  },
  'webhook-plain-name': {
    what: '`group.leave` instead of `group.v2.leave`',
    source: 'Wawp, leave a group',
    possibleOn: ['wawp'],
    notOn: eachOf(WAHA, 'sends `group.leave` besides, about anybody: `webhook-foreign`'),
    onWebhook: (delivery) => {
      if (delivery.event !== 'group.v2.leave') return [delivery];
      return [{ ...withEnvelope(delivery, { event: 'group.leave' }), event: 'group.leave' }];
    },
  },
  'webhook-sha512': {
    what: "signed with WAHA's SHA-512 instead of SHA-256",
    source: "Wawp's SDK and WAHA disagree",
    possibleOn: ['wawp'],
    notOn: eachOf(WAHA, 'signs like this always'),
    onWebhook: (delivery) => [{ ...delivery, algorithm: 'sha512' }],
  },
  'webhook-in-array': {
    what: 'the event alone in an array',
    source: "Wawp's n8n trigger, which takes both",
    possibleOn: ['wawp'],
    notOn: eachOf(WAHA, 'sends every event by itself in one envelope'),
    onWebhook: (delivery) => [{ ...delivery, inArray: true }],
  },
  'webhook-flat': {
    what: '`session.status` without an envelope',
    source: 'Wawp, earlier documents',
    possibleOn: ['wawp'],
    notOn: eachOf(WAHA, 'sends every event by itself in one envelope'),
    onWebhook: (delivery, _rule, number) => {
      if (delivery.event !== 'session.status') return [delivery];
      const envelope = { instance_id: number.session, status: number.status, ts: seconds(delivery.occurredAtMs) };
      return [{ ...delivery, envelope }];
    },
  },
} satisfies Record<string, Fault>;

const wawpPayload = z.object({ action: z.string().optional(), participants: z.record(z.string(), z.string()) });

/** Wawp's payload, told as WAHA's: nothing of other people's departures in `group.v2.leave`. */
function asWaha(delivery: Delivery, number: SandboxNumber): Delivery[] {
  const { success, data } = wawpPayload.safeParse(delivery.envelope['payload']);
  if (!success) return [delivery];
  const ids = Object.values(data.participants);
  const common = { timestamp: seconds(delivery.occurredAtMs), group: { id: delivery.groupId }, _data: {} };
  if (delivery.event === 'group.v2.participants') {
    const role = data.action === 'leave' ? 'left' : 'admin';
    const participants = ids.map((id) => ({ id, pn: id.endsWith('@lid') ? null : id, role }));
    return [withEnvelope(delivery, { payload: { type: data.action, ...common, participants } })];
  }
  const isOwn = ids.some((id) => id === number.phoneId || id === number.lid);
  return isOwn ? [withEnvelope(delivery, { payload: common })] : [];
}
