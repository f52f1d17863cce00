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

/** Makes the adapter of one instance. */
export type OpenGateway = (settings: GatewaySettings) => WhatsAppGateway;
