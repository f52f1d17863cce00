import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { GatewayFailure } from '../../../activities/gateways/gateway-failure.ts';
import { createConnections } from '../../../activities/gateways/http/connections.ts';
import { byPath, servedExamples } from '../../contracts/examples/by-path.ts';
import { engines } from '../../contracts/examples/engines.ts';
import { calls, SECRETS, wahaAt, wawpAt } from '../calls.ts';
import { everythingIn } from '../failures.ts';
import { startScriptedGateway } from '../scripted-gateway.ts';
import { runsOf } from './cases.ts';
import { oddTexts, TOKEN } from './mutations.ts';

/** Each run makes every call there is. */
const runs = runsOf(engines.length * Object.keys(calls).length);

describe.each(engines)('%s: odd answers over sockets', (_name, examples) => {
  const pool = createConnections();
  afterAll(() => pool.destroy());
  const { gateway: kind, ...answers } = examples;
  const adapter = kind === 'waha' ? wahaAt : wawpAt;
  const odd = fc
    .constantFrom(...servedExamples(examples))
    .chain(({ call, example }) => oddTexts(example.body).map((body) => ({ call, body })));

  it('end in a value or a declared failure that repeats nothing private', async () => {
    await using server = await startScriptedGateway();
    const statuses = fc.constantFrom(200, 201, 400, 403, 404, 422, 500, 502);
    await fc.assert(
      fc.asyncProperty(odd, statuses, async ({ call, body }, status) => {
        const asked = server.received.length;
        server.script(byPath({ ...answers, [call]: { status, body } }));
        const gateway = adapter(server.baseUrl, pool);
        const outcomes = await Promise.allSettled(Object.values(calls).map((one) => one(gateway)));
        for (const outcome of outcomes) {
          if (outcome.status === 'fulfilled') continue;
          expect(outcome.reason).toBeInstanceOf(GatewayFailure);
          const told = everythingIn(outcome.reason);
          expect([TOKEN, ...Object.values(SECRETS)].filter((secret) => told.includes(secret))).toEqual([]);
        }
        expect(server.received.length).toBeGreaterThan(asked);
      }),
      { numRuns: runs },
    );
  });
});
