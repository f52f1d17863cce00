/**
 * The endpoint that gateways post their events to, as a function from Request to Response: mount it in any framework that
 * speaks Fetch, under any prefix, at `…/webhooks/:gateway/:instanceId`. The worker serves the same one.
 */
export type { GatewayKind } from '../activities/instances/instances.ts';
export type { WebhookEndpoint } from './webhooks/endpoint.ts';
export {
  createWebhookHandler,
  type WebhookHandler,
  type WebhookHandlerOptions,
  type WebhookInstance,
  type WebhookOutcome,
} from './webhooks/handler.ts';
