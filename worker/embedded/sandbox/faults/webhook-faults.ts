import { newRequestId, type Delivery } from '../webhooks/delivery.ts';
import type { Fault } from './fault.ts';
import { EVERYWHERE } from './places.ts';

/** What happens to webhooks on their way. */
export const webhookFaults = {
  'webhook-lost': {
    what: 'not sent',
    source: 'WAHA #2206, #912',
    possibleOn: EVERYWHERE,
    onWebhook: () => [],
  },
  'webhook-doubled': {
    what: 'sent twice with the same event id',
    source: 'WAHA #1384',
    possibleOn: EVERYWHERE,
    onWebhook: (delivery) => [delivery, { ...delivery, requestId: newRequestId() }],
  },
  'webhook-delayed': {
    what: 'sent `delayMs` (1 s) later than usual',
    source: 'WAHA, retries of webhooks',
    possibleOn: EVERYWHERE,
    onWebhook: (delivery, rule) => [{ ...delivery, delayMs: delivery.delayMs + (rule.delayMs ?? 1000) }],
  },
  'webhook-early': {
    what: 'delivered before the leave is answered',
    source: 'temporalex #44',
    possibleOn: EVERYWHERE,
    operations: ['leave'],
    async onCall(call) {
      const answer = await call.perform();
      if (call.number) await call.backstage.delivered(call.number, call.groupId ?? '');
      return answer;
    },
    onWebhook: (delivery) => [{ ...delivery, delayMs: 0 }],
  },
  'webhook-unsigned': {
    what: 'sent without a signature',
    source: 'a webhook without a configured key',
    possibleOn: EVERYWHERE,
    onWebhook: (delivery) => [{ ...delivery, signature: 'none' }],
  },
  'webhook-forged': {
    what: 'signed with another secret',
    source: 'an attacker',
    possibleOn: EVERYWHERE,
    onWebhook: (delivery) => [{ ...delivery, signature: 'forged' }],
  },
  'webhook-wrong-identity': {
    what: "names us by our LID only; WAHA's `group.v2.leave` is not sent",
    source: 'WAHA #2206, PR #2209',
    possibleOn: EVERYWHERE,
    onWebhook: (delivery, _rule, number) => {
      if (delivery.gateway === 'waha' && delivery.event === 'group.v2.leave') return [];
      const body = JSON.stringify(delivery.envelope['payload'])
        .replaceAll(`"pn":"${number.phoneId}"`, '"pn":null')
        .replaceAll(`"${number.phoneId}"`, `"${number.lid}"`);
      const envelope: Delivery['envelope'] = { ...delivery.envelope, payload: JSON.parse(body) };
      return [{ ...delivery, envelope }];
    },
  },
} satisfies Record<string, Fault>;
