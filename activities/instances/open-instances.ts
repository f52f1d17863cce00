import { Faults } from './faults.ts';
import { sessionOf } from './gateway-settings.ts';
import type { OpenGateway } from './gateway-settings.ts';
import type { Instance } from './instances.ts';
import type { InstanceSettings } from './parse-instance.ts';

/** Makes the instances ready for use: their secrets are behind their adapters and webhooks from here on. */
export function openInstances(
  all: readonly InstanceSettings[],
  openGateway: OpenGateway,
): { instances: Map<string, Instance>; faults: readonly string[] } {
  const faults = new Faults();
  const instances = all.flatMap((settings) => openInstance(settings, openGateway, faults) ?? []);
  return { instances: new Map(instances.map((instance) => [instance.instanceId, instance])), faults: faults.list };
}

/** @returns `undefined` when the adapter refuses a setting; the faults then say which */
function openInstance(settings: InstanceSettings, openGateway: OpenGateway, faults: Faults): Instance | undefined {
  const { instanceId, gateway, successors, goodbye, webhookSecrets } = settings;
  try {
    return {
      instanceId,
      gatewayKind: gateway.kind,
      gateway: openGateway(gateway),
      callTimeoutMs: gateway.timeoutMs,
      successors,
      goodbye,
      webhooks: { session: sessionOf(gateway), secrets: webhookSecrets },
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    faults.add(['instances', instanceId], `cannot be opened: ${error.message}`);
    return undefined;
  }
}
