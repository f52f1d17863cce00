import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Signature } from '../webhooks.ts';

/** Hex digits of each digest: what tells them apart where no header does. WAHA signs with sha512, Wawp with sha256. */
const ALGORITHMS = new Map([
  [128, 'sha512'],
  [64, 'sha256'],
]);

/**
 * Checks the hex HMAC in `X-Webhook-Hmac` over the raw body, in constant time, against each secret.
 * `X-Webhook-Hmac-Algorithm` has to agree with it where it is sent. An empty secret makes no signature.
 */
export function verifySignature(rawBody: Uint8Array, headers: Headers, secrets: readonly string[]): Signature {
  const signature = headers.get('x-webhook-hmac')?.trim();
  if (!signature) return 'unsigned';
  const algorithm = /^[0-9a-f]+$/i.test(signature) ? ALGORITHMS.get(signature.length) : undefined;
  const named = headers.get('x-webhook-hmac-algorithm')?.trim().toLowerCase();
  if (algorithm === undefined || (named && named !== algorithm)) return 'forged';
  const given = Buffer.from(signature, 'hex');
  // Every secret is tried, so that the time tells nothing about which one fits.
  const fits = secrets
    .filter((secret) => secret !== '')
    .map((secret) => timingSafeEqual(given, createHmac(algorithm, secret).update(rawBody).digest()));
  return fits.includes(true) ? 'valid' : 'forged';
}
