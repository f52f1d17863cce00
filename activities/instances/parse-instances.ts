import { clientEntry, wholeFile } from './entries.ts';
import type { Entries } from './entries.ts';
import type { Faults } from './faults.ts';
import { gatewayOf } from './gateway-of.ts';
import { sessionOf } from './gateway-settings.ts';
import { parseGateways } from './parse-gateways.ts';
import { parseInstance } from './parse-instance.ts';
import type { InstanceSettings } from './parse-instance.ts';
import type { PersonId } from '../gateways/gateway.ts';

/** The instances file in the worker's own words; whole only when no faults were found. */
export interface ParsedInstances {
  instances: InstanceSettings[];
  /** Ranked successors by client id. */
  clients: Map<string, PersonId[]>;
}

/** @param file what `JSON.parse` made of it */
export function parseInstances(file: unknown, entries: Entries, faults: Faults): ParsedInstances {
  const whole = faults.parse(wholeFile, file, []);
  if (whole === undefined) return { instances: [], clients: new Map() };
  for (const key of Object.keys(whole).filter((name) => !(name in wholeFile.shape))) {
    faults.add([], `has a key that means nothing here: ${key}`);
  }
  const gateways = parseGateways(whole.gateways, entries, faults);
  if (Object.keys(whole.instances).length === 0) faults.add(['instances'], 'is empty: describe at least one instance');
  const instances = Object.entries(whole.instances).flatMap(([instanceId, value]) => {
    const gateway = gatewayOf(instanceId, value, gateways, faults);
    return (gateway && parseInstance(instanceId, value, gateway, entries, faults)) ?? [];
  });
  refuseTwins(instances, faults);
  return { instances, clients: parseClients(whole.clients, faults) };
}

/** One number under two ids would do two things at once. */
function refuseTwins(instances: InstanceSettings[], faults: Faults): void {
  const first = new Map<string, string>();
  for (const { instanceId, gateway } of instances) {
    const number = JSON.stringify([gateway.kind, gateway.baseUrl, sessionOf(gateway)]);
    const twin = first.get(number);
    if (twin === undefined) first.set(number, instanceId);
    else faults.add(['instances', instanceId], `is the same number as ${twin}: same gateway, same session`);
  }
}

function parseClients(values: Record<string, unknown>, faults: Faults): Map<string, PersonId[]> {
  const clients = new Map<string, PersonId[]>();
  for (const [clientId, value] of Object.entries(values)) {
    const client = faults.parse(clientEntry, value, ['clients', clientId]);
    if (client !== undefined) clients.set(clientId, client.successors);
  }
  return clients;
}
