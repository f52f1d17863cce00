import type { z } from 'zod';
import { gatewayKind } from './entries.ts';
import type { Entries } from './entries.ts';
import type { Faults } from './faults.ts';
import type { GatewayKind } from './instances.ts';

/** A gateway of the file. Where its entry has faults, its instances can be judged all the same if the kind is known. */
export interface NamedGateway {
  kind: GatewayKind | undefined;
  shared: z.infer<Entries['gateway']> | undefined;
}

export function parseGateways(
  values: Record<string, unknown>,
  entries: Entries,
  faults: Faults,
): Map<string, NamedGateway> {
  return new Map(
    Object.entries(values).map(([name, value]) => {
      const shared = faults.parse(entries.gateway, value, ['gateways', name]);
      return [name, { kind: gatewayKind.safeParse(value).data?.kind, shared }];
    }),
  );
}
