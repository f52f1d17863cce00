import type { Dispatcher } from 'undici';
import { gateways } from '../gateways/registry.ts';
import type { OpenGateway } from './gateway-settings.ts';

/** Makes the adapters of the registered gateways, all over the same connections. */
export function openGateways(pool: Dispatcher): OpenGateway {
  return (settings) => {
    if (settings.kind === 'waha') return gateways.waha.create({ ...settings, pool });
    const { token: accessToken, wawpInstanceId: instanceId, baseUrl, timeoutMs } = settings;
    return gateways.wawp.create({ baseUrl, timeoutMs, pool, accessToken, instanceId });
  };
}
