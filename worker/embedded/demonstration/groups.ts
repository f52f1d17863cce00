import type { GroupKey } from '../../../client/index.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import type { NewGroup } from '../sandbox/world/seed.ts';
import { numbers } from './cast.ts';
import { kinds, usualKind, type Kind } from './kinds.ts';
import { mishapsOf, type Mishap } from './mishaps.ts';

/** One group of a round, and the number that leaves it. */
export interface PlayedGroup extends GroupKey {
  name: string;
  /** Whose group it is. */
  clientId: string;
  kind: Kind;
  keep: boolean;
  fault?: Mishap['fault'];
}

const clients = ['acme', 'globex', 'initech'];
const names = ['Order', 'Project', 'Case', 'Workshop', 'Campaign', 'Route'];

/**
 * The groups of a round, the same ones whenever it is played again. Pure.
 * @param count how many, shared out among the numbers
 */
export function groupsOf(round: number, count: number): PlayedGroup[] {
  const each = Math.floor(count / numbers.length);
  return numbers.flatMap(({ instanceId, gateway }, index) => {
    const mishaps = mishapsOf(instanceId);
    // Spread out, so that something happens all along; begun elsewhere on each number, so that it is not the same everywhere.
    const placeOf = (nth: number) => Math.floor((((nth + 2 * index) % mishaps.length) + 0.5) * (each / mishaps.length));
    const mishapAt = new Map(mishaps.map((mishap, nth) => [placeOf(nth), mishap]));
    return Array.from({ length: each }, (_, place) => {
      const mishap = mishapAt.get(place);
      const { kind = mishap ? 'member' : usualKind(place, gateway), keep = false, fault } = mishap ?? {};
      const serial = index * each + place + 1;
      const said = { groupId: groupIdOf(round, serial), name: nameOf(serial), clientId: clientOf(serial) };
      return { instanceId, ...said, kind, keep, ...(fault && { fault }) };
    });
  });
}

/** Puts those groups into the world that are not there yet, and asks for their faults, which a restart forgets. */
export function prepareGroups(groups: readonly PlayedGroup[], { world, faults }: Sandbox): void {
  for (const { instanceId, groupId, name, kind, fault } of groups) {
    const number = numbers.find((one) => one.instanceId === instanceId);
    if (!number) throw new Error(`The demonstration has no number "${instanceId}".`);
    if (!world.findGroup(groupId)) addGroup({ ...kinds[kind](number.instanceId), id: groupId, name }, world);
    if (fault) faults.add({ ...fault, groupId, instanceId });
  }
}

/** With a word of somebody's: without an id of the goodbye, a chat that shows nothing is taken for one that cannot be read. */
function addGroup(group: NewGroup, world: Sandbox['world']): void {
  const { id } = world.addGroup(group);
  const writer = group.members?.find((member) => 'phoneId' in member);
  if (writer) world.act(id, { act: 'say', by: writer.phoneId, text: 'Thank you all!' });
}

function clientOf(serial: number): string {
  return clients[serial % clients.length] ?? '';
}

function nameOf(serial: number): string {
  return `${names[serial % names.length]} ${1_000 + serial}`;
}

/** Of 18 digits, as WhatsApp's are; other groups every round. */
function groupIdOf(round: number, serial: number): string {
  return `120363${String(round).padStart(6, '0')}${String(serial).padStart(6, '0')}@g.us`;
}
