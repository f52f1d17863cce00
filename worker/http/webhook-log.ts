import type { WebhookOutcome } from '../../client/webhooks.ts';
import type { Logger } from '../telemetry/logger.ts';

/** What is refused or has to come again is worth a look; of what nobody waits for there are thousands. */
export function logWebhook(logger: Logger, outcome: WebhookOutcome): void {
  const { status } = outcome;
  if (status >= 400) logger.warn(outcome, 'a webhook was not taken');
  else if (status === 202) logger.info(outcome, 'a webhook was taken');
  else logger.debug(outcome, 'a webhook is not used');
}
