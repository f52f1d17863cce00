import type { GatewayKind } from '../../activities/instances/instances.ts';
import { webhooksOf } from '../../activities/gateways/registered-webhooks.ts';
import { isInstanceId } from '../workflow-ids.ts';

/** Which gateway posts about which instance. */
export interface WebhookEndpoint {
  gateway: string;
  instanceId: string;
}

/** The endpoint in the last two parts of a path `…/webhooks/:gateway/:instanceId`, whatever comes before. */
export function endpointOf({ url }: Request): WebhookEndpoint | undefined {
  const match = /\/webhooks\/([^/]+)\/([^/]+)\/?$/.exec(new URL(url).pathname);
  const [, gateway = '', instanceId = ''] = match?.map(decoded) ?? [];
  return isInstanceId(instanceId) ? { gateway, instanceId } : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}

export function isGatewayKind(gateway: string): gateway is GatewayKind {
  return Object.hasOwn(webhooksOf, gateway);
}
