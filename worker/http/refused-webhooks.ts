import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import type { WebhookOutcome } from '../../client/webhooks.ts';

/** Why a delivery was not taken, in the words of the metric. */
const reasons: Readonly<Record<number, string>> = {
  400: 'malformed',
  401: 'signature',
  404: 'unknown-instance',
  405: 'no-post',
  413: 'too-large',
  503: 'temporal-away',
};

/**
 * Counts the webhooks that this process did not take: take the `sum` over workers.
 * @returns what notes an outcome
 */
export function countRefusedWebhooks(registry: Registry): (outcome: WebhookOutcome) => void {
  const counter = new Counter({
    name: 'group_exit_webhooks_refused_total',
    help: 'Webhooks that were not taken, since this process started.',
    labelNames: ['gateway', 'instance', 'why'],
    registers: [registry],
  });
  return ({ status, gateway = '', instanceId = '' }) => {
    if (status < 400) return;
    const why = reasons[status] ?? String(status);
    // Whoever posts to addresses that do not exist must not make a new metric each time.
    const endpoint = status === 404 ? { gateway: '', instance: '' } : { gateway, instance: instanceId };
    counter.inc({ ...endpoint, why });
  };
}
