import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '../../activities/gateways/parsing/webhook-signature.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** The example of WAHA's documentation. */
const DOCUMENTED = {
  secret: 'my-secret-key',
  body: bytes('{"event":"message","session":"default","engine":"WEBJS"}'),
  hmac: '208f8a55dde9e05519e898b10b89bf0d0b3b0fdf11fdbf09b6b90476301b98d8097c462b2b17a6ce93b6b47a136cf2e78a33a63f6752c2c1631777076153fa89',
};

function signed(hmac: string, algorithm?: string): Headers {
  return new Headers({ 'X-Webhook-Hmac': hmac, ...(algorithm && { 'X-Webhook-Hmac-Algorithm': algorithm }) });
}

const sign = (algorithm: string, secret: string, body: Uint8Array) =>
  createHmac(algorithm, secret).update(body).digest();
const algorithm = fc.constantFrom('sha512', 'sha256');
const secret = fc.string({ minLength: 1 });
const body = fc.uint8Array({ minLength: 1 });

function flipped(bytesOf: Uint8Array, bit: number): Uint8Array {
  const place = bit % (bytesOf.length * 8);
  return bytesOf.map((byte, index) => (index === place >> 3 ? byte ^ (1 << (place & 7)) : byte));
}

describe('a webhook is unsigned', () => {
  it.each([
    ['without the header', new Headers()],
    ['with an empty one', signed('')],
  ])('%s', (_what, headers) => {
    expect(verifySignature(DOCUMENTED.body, headers, [DOCUMENTED.secret])).toBe('unsigned');
  });
});

describe('a webhook is forged', () => {
  const { body: documented, hmac, secret: key } = DOCUMENTED;
  it.each([
    ['when the signature is of another body', bytes('{"event":"group.v2.leave"}'), signed(hmac), [key]],
    ['when no secret makes it', documented, signed(hmac), ['another', 'and another']],
    ['when there is no secret', documented, signed(hmac), []],
    ['when the only secret is empty', documented, signed(sign('sha512', '', documented).toString('hex')), ['']],
    ['when the algorithm is another one', documented, signed(hmac, 'sha256'), [key]],
    ['when the algorithm is weak', documented, signed(sign('md5', key, documented).toString('hex'), 'md5'), [key]],
    ['when it is cut off', documented, signed(hmac.slice(0, 64)), [key]],
    ['when it is not hex', documented, signed('z'.repeat(128)), [key]],
    [
      'when it is signed twice',
      documented,
      new Headers([
        ['x-webhook-hmac', hmac],
        ['x-webhook-hmac', hmac],
      ]),
      [key],
    ],
  ])('%s', (_what, rawBody, headers, secrets) => {
    expect(verifySignature(rawBody, headers, secrets)).toBe('forged');
  });

  it('when any bit of the body or of the signature is another', () => {
    fc.assert(
      fc.property(algorithm, secret, body, fc.nat(), (name, key, raw, bit) => {
        const hmac = sign(name, key, raw);
        expect(verifySignature(flipped(raw, bit), signed(hmac.toString('hex')), [key])).toBe('forged');
        const other = Buffer.from(flipped(hmac, bit)).toString('hex');
        expect(verifySignature(raw, signed(other), [key])).toBe('forged');
      }),
    );
  });

  it('whatever is in the headers, unless it is the signature', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (hmac, name) => {
        const headers = new Headers({
          'x-webhook-hmac': encodeURI(hmac.toWellFormed()),
          'x-webhook-hmac-algorithm': encodeURI(name.toWellFormed()),
        });
        expect(verifySignature(DOCUMENTED.body, headers, [DOCUMENTED.secret])).not.toBe('valid');
      }),
    );
  });
});

describe('a webhook is valid', () => {
  it('when it is the documented example', () => {
    const headers = signed(DOCUMENTED.hmac, 'sha512');
    expect(verifySignature(DOCUMENTED.body, headers, [DOCUMENTED.secret])).toBe('valid');
  });

  it('under any of several secrets, with the algorithm named or not, in either case', () => {
    fc.assert(
      fc.property(algorithm, secret, body, fc.array(secret), fc.boolean(), (name, key, raw, others, naming) => {
        const hmac = sign(name, key, raw).toString('hex');
        const headers = signed(naming ? hmac : hmac.toUpperCase(), naming ? name : undefined);
        expect(verifySignature(raw, headers, [...others, key])).toBe('valid');
        expect(verifySignature(raw, headers, [key, ...others])).toBe('valid');
      }),
    );
  });
});
