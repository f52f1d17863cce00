import type { z } from 'zod';
import type { Entries } from './entries.ts';
import type { Faults } from './faults.ts';
import type { GatewaySettings } from './gateway-settings.ts';
import type { NamedGateway } from './parse-gateways.ts';
import type { PersonId } from '../gateways/gateway.ts';
import type { PacePolicy } from '../pace/policy.ts';

/** One instance as the file describes it, secrets in clear. */
export interface InstanceSettings {
  instanceId: string;
  gateway: GatewaySettings;
  successors: PersonId[];
  goodbyes: readonly string[];
  pace: PacePolicy;
  webhookSecrets: readonly string[];
}

/** @returns `undefined` when it cannot be opened; the faults then say why */
export function parseInstance(
  instanceId: string,
  value: unknown,
  { kind, shared }: NamedGateway,
  entries: Entries,
  faults: Faults,
): InstanceSettings | undefined {
  const path = ['instances', instanceId];
  if (kind === 'waha') {
    const entry = faults.parse(entries.waha, value, path);
    if (entry === undefined || shared?.kind !== kind) return undefined;
    return settingsOf(instanceId, entry, { ...shared, session: entry.session });
  }
  if (kind === undefined) return undefined;
  const entry = faults.parse(entries.wawp, value, path);
  if (entry === undefined || shared?.kind !== kind) return undefined;
  const { token, wawpInstanceId } = entry;
  return settingsOf(instanceId, entry, { ...shared, token, wawpInstanceId });
}

function settingsOf(
  instanceId: string,
  { successors, goodbye: goodbyes, pace, webhookSecrets = [] }: z.infer<Entries['waha' | 'wawp']>,
  gateway: GatewaySettings,
): InstanceSettings {
  return { instanceId, gateway, successors, goodbyes, pace, webhookSecrets };
}
