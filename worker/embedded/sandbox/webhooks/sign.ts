import { createHmac } from 'node:crypto';
import type { GatewayName } from '../world/types.ts';

/** WAHA signs with SHA-512; Wawp, by its vendor's SDK, with SHA-256. */
export const ALGORITHM = { waha: 'sha512', wawp: 'sha256' } as const satisfies Record<GatewayName, string>;

export type Algorithm = (typeof ALGORITHM)[GatewayName];

/** The two headers of a signature over the raw body. Wawp's names are not documented: WAHA's are used for both. */
export function signatureHeaders(algorithm: Algorithm, rawBody: string, secret: string): Record<string, string> {
  return {
    'X-Webhook-Hmac': createHmac(algorithm, secret).update(rawBody).digest('hex'),
    'X-Webhook-Hmac-Algorithm': algorithm,
  };
}
