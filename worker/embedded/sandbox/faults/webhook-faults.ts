import { newRequestId, type Delivery } from '../webhooks/delivery.ts';
import type { Fault } from './fault.ts';

export const webhookLost: Fault = { onWebhook: () => [] };

/** The same event, as two deliveries. */
export const webhookDoubled: Fault = {
  onWebhook: (delivery) => [delivery, { ...delivery, requestId: newRequestId() }],
};

/** `delayMs`: how much later than usual. */
export const webhookDelayed: Fault = {
  onWebhook: (delivery, rule) => [{ ...delivery, delayMs: delivery.delayMs + (rule.delayMs ?? 1000) }],
};

export const webhookUnsigned: Fault = { onWebhook: (delivery) => [{ ...delivery, signature: 'none' }] };

/** Signed, with a secret that is not ours. */
export const webhookForged: Fault = { onWebhook: (delivery) => [{ ...delivery, signature: 'forged' }] };

/** We are named by our LID alone: WAHA's own-leave event is not sent then, and the participants' event lacks our phone id. */
export const webhookWrongIdentity: Fault = {
  onWebhook: (delivery, _rule, number) => {
    if (delivery.gateway === 'waha' && delivery.event === 'group.v2.leave') return [];
    const body = JSON.stringify(delivery.envelope['payload'])
      .replaceAll(`"pn":"${number.phoneId}"`, '"pn":null')
      .replaceAll(`"${number.phoneId}"`, `"${number.lid}"`);
    const envelope: Delivery['envelope'] = { ...delivery.envelope, payload: JSON.parse(body) };
    return [{ ...delivery, envelope }];
  },
};
