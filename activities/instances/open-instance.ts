import type { Faults } from './faults.ts';
import { sessionOf } from './gateway-settings.ts';
import type { OpenGateway } from './gateway-settings.ts';
import type { Instance } from './instances.ts';
import type { InstanceSettings } from './parse-instance.ts';

/**
 * An instance ready for use: its secrets are behind its adapter and its webhooks from here on.
 * @returns `undefined` when the adapter refuses a setting; the faults then say which
 */
export function openInstance(
  settings: InstanceSettings,
  openGateway: OpenGateway,
  faults: Faults,
): Instance | undefined {
  const { instanceId, gateway, successors, goodbyes, pace, webhookSecrets } = settings;
  try {
    return {
      instanceId,
      gatewayKind: gateway.kind,
      gateway: openGateway(gateway),
      callTimeoutMs: gateway.timeoutMs,
      successors,
      goodbyes,
      pace,
      webhooks: { session: sessionOf(gateway), secrets: webhookSecrets },
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    faults.add(['instances', instanceId], `cannot be opened: ${error.message}`);
    return undefined;
  }
}
