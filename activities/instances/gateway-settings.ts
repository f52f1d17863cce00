import type { WhatsAppGateway } from '../gateways/gateway.ts';

/** All that an adapter needs for one instance, secrets in clear: never log or print it. */
export type GatewaySettings = WahaSettings | WawpSettings;

interface WahaSettings {
  kind: 'waha';
  baseUrl: string;
  apiKey: string;
  session: string;
  timeoutMs: number;
}

interface WawpSettings {
  kind: 'wawp';
  baseUrl: string;
  token: string;
  wawpInstanceId: string;
  timeoutMs: number;
}

/**
 * Makes the adapter of one instance.
 * @throws {TypeError} when a setting cannot be used, naming it and never its value
 */
export type OpenGateway = (settings: GatewaySettings) => WhatsAppGateway;

/** The name the gateway uses for the instance in its events. */
export function sessionOf(settings: GatewaySettings): string {
  return settings.kind === 'waha' ? settings.session : settings.wawpInstanceId;
}

/** What must not be seen in a log. */
export function secretOf(settings: GatewaySettings): string {
  return settings.kind === 'waha' ? settings.apiKey : settings.token;
}
