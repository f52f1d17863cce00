import type { GatewaySettings, OpenGateway } from './gateway-settings.ts';
import type { Instance } from './instances.ts';
import type { InstanceSettings } from './parse-instance.ts';

/** An instance ready for use: its secrets are behind its adapter and its webhooks from here on. */
export function openInstance(settings: InstanceSettings, openGateway: OpenGateway): Instance {
  const { instanceId, gateway, successors, goodbye, webhookSecrets } = settings;
  return {
    instanceId,
    gatewayKind: gateway.kind,
    gateway: openGateway(gateway),
    callTimeoutMs: gateway.timeoutMs,
    successors,
    goodbye,
    webhooks: { session: sessionOf(gateway), secrets: webhookSecrets },
  };
}

/** The name the gateway uses for an instance in its events. */
export function sessionOf(gateway: GatewaySettings): string {
  return gateway.kind === 'waha' ? gateway.session : gateway.wawpInstanceId;
}
