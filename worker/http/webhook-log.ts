import type { WebhookOutcome } from '../../client/webhooks.ts';
import type { Logger } from '../telemetry/logger.ts';

/** What is refused or has to come again is worth a look; of what nobody waits for there are thousands. */
export function logWebhook(logger: Logger, outcome: WebhookOutcome): void {
  const { status } = outcome;
  if (status >= 400) logger.warn({ ...outcome, ...adviceFor(outcome) }, 'a webhook was not taken');
  else if (status === 202) logger.info(outcome, 'a webhook was taken');
  else logger.debug(outcome, 'a webhook is not used');
}

/** A wrong secret is nearly always a slip on one of the two sides. */
function adviceFor({ status, instanceId }: WebhookOutcome): { advice?: string } {
  if (status !== 401) return {};
  const ours = `webhookSecrets of ${instanceId} in the instances file`;
  return { advice: `compare ${ours} with the key that its gateway signs webhooks with (WAHA: hmac.key)` };
}
