import { z } from 'zod';
import { baseUrl, goodbyes, name, people, timeoutSeconds } from './fields.ts';
import { pace } from './pace-entry.ts';
import { secretFrom } from './secret.ts';
import type { SecretSources } from './secret.ts';

/** The instances file, its entries not yet looked at: each is judged on its own, so that all faults come at once. */
export const wholeFile = z.looseObject({
  gateways: z.record(z.string(), z.unknown()).default({}),
  instances: z.record(z.string(), z.unknown()).default({}),
  clients: z.record(z.string(), z.unknown()).default({}),
});

/** What can be said of a gateway's entry even where it has faults. */
export const gatewayKind = z.object({ kind: z.enum(['waha', 'wawp']) });

/** What can be said of an instance's entry before the kind of its gateway is known. */
export const anyInstance = z.object({
  gateway: name,
  webhookSecrets: z.unknown().optional(),
  webhooks: z.unknown().optional(),
});

export const clientEntry = z.strictObject({ successors: people });

export type Entries = ReturnType<typeof entriesWith>;

/** The entries of gateways and instances; their secrets are found in `sources` while they are read. */
export function entriesWith(sources: SecretSources) {
  const secret = secretFrom(sources);
  const instance = {
    gateway: name,
    webhookSecrets: z.array(secret).min(1).optional(),
    webhooks: z.literal('unsigned').optional(),
    successors: people,
    goodbye: goodbyes,
    pace,
  };
  return {
    gateway: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('waha'), baseUrl, apiKey: secret, timeoutSeconds }),
        z.strictObject({ kind: z.literal('wawp'), baseUrl, timeoutSeconds }),
      ])
      .transform(({ timeoutSeconds: seconds, ...gateway }) => ({ ...gateway, timeoutMs: seconds * 1_000 })),
    waha: z.strictObject({ ...instance, session: name.default('default') }),
    wawp: z.strictObject({ ...instance, wawpInstanceId: name, token: secret }),
  };
}
