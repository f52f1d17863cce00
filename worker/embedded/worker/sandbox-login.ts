import { randomBytes } from 'node:crypto';
import { numbers } from '../demonstration/cast.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';

/** The names are those of environment variables, which the instances file refers to. */
export type Secrets = Record<'SANDBOX_WAHA_KEY' | 'SANDBOX_WAWP_TOKEN' | 'SANDBOX_WEBHOOK_SECRET', string>;

/** New ones at every start: nothing outside of this run needs to know them. */
export function freshSecrets(): Secrets {
  const secret = () => randomBytes(16).toString('hex');
  return { SANDBOX_WAHA_KEY: secret(), SANDBOX_WAWP_TOKEN: secret(), SANDBOX_WEBHOOK_SECRET: secret() };
}

/** Makes the numbers known to the sandbox, with their tokens and the webhooks of the worker on a port. */
export function logInAtSandbox({ world }: Sandbox, secrets: Secrets, port: number): void {
  for (const number of numbers) {
    const { gateway, instanceId } = number;
    const url = `http://127.0.0.1:${port}/webhooks/${gateway}/${instanceId}`;
    const token = gateway === 'waha' ? secrets.SANDBOX_WAHA_KEY : secrets.SANDBOX_WAWP_TOKEN;
    world.addNumber({ ...number, token, webhook: { url, secret: secrets.SANDBOX_WEBHOOK_SECRET } });
  }
}

/** The instances file. Short deadlines: the sandbox is near, and a run that was killed goes on sooner. No pace: nobody there bans a number. */
export function instancesAt({ wahaUrl, wawpUrl }: Sandbox): object {
  const same = { webhookSecrets: [{ env: 'SANDBOX_WEBHOOK_SECRET' }], pace: 'none' };
  const instances: Record<string, object> = {};
  for (const { gateway, instanceId } of numbers) {
    instances[instanceId] =
      gateway === 'waha'
        ? { gateway, session: instanceId, ...same }
        : { gateway, wawpInstanceId: instanceId, token: { env: 'SANDBOX_WAWP_TOKEN' }, ...same };
  }
  return {
    gateways: {
      waha: { kind: 'waha', baseUrl: wahaUrl, apiKey: { env: 'SANDBOX_WAHA_KEY' }, timeoutSeconds: 5 },
      wawp: { kind: 'wawp', baseUrl: wawpUrl, timeoutSeconds: 5 },
    },
    instances,
  };
}
