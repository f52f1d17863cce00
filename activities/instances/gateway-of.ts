import { anyInstance } from './entries.ts';
import type { Faults } from './faults.ts';
import { instanceIdForm } from './fields.ts';
import type { NamedGateway } from './parse-gateways.ts';

/**
 * Judges what does not depend on the kind of gateway, and finds the gateway.
 * @returns `undefined` when the file does not say which it is
 */
export function gatewayOf(
  instanceId: string,
  value: unknown,
  gateways: Map<string, NamedGateway>,
  faults: Faults,
): NamedGateway | undefined {
  const path = ['instances', instanceId];
  if (!instanceIdForm.test(instanceId)) {
    faults.add(path, 'is no instance id: use 1 to 64 letters, digits, dots, dashes and underscores');
  }
  const instance = faults.parse(anyInstance, value, path);
  if (instance === undefined) return undefined;
  const fault = faultOfWebhooks(instance.webhookSecrets !== undefined, instance.webhooks !== undefined);
  if (fault !== undefined) faults.add(path, fault);
  const gateway = gateways.get(instance.gateway);
  if (gateway === undefined) {
    const names = [...gateways.keys()].join(', ') || 'none';
    faults.add([...path, 'gateway'], `names no gateway of this file; there are: ${names}`);
  }
  return gateway;
}

/** Unsigned webhooks are accepted only where the file says so in words: leaving a line out must not open the door. */
function faultOfWebhooks(hasSecrets: boolean, isUnsigned: boolean): string | undefined {
  if (hasSecrets !== isUnsigned) return undefined;
  return hasSecrets
    ? 'has both "webhookSecrets" and "webhooks": "unsigned": keep one of them'
    : 'is missing "webhookSecrets"; where the gateway cannot sign, write "webhooks": "unsigned"';
}
