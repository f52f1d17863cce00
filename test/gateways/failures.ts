import { inspect } from 'node:util';
import { expect } from 'vitest';
import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';

/** The failure a call ends with; fails the test when it ends otherwise. */
export async function failureOf(call: Promise<unknown>): Promise<GatewayFailure> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(GatewayFailure);
  return outcome as GatewayFailure;
}

/** Everything that could ever be printed of an error: message, stack, causes, fields. */
export function everythingIn(error: unknown): string {
  return inspect(error, { depth: 20, showHidden: true, maxStringLength: null }) + JSON.stringify(error);
}
