import { GatewayFailure } from './gateways/gateway-failure.ts';
import type { CallOptions, PersonId } from './gateways/gateway.ts';
import type { Instance, Instances } from './instances/instances.ts';
import type { Memberships } from './memberships/memberships.ts';

export interface OwnNumbers {
  /** Every identity of our own instances that is known. */
  ids: PersonId[];
  /** Instances whose identity is not known: an admin of the group could be one of them. */
  unknown: string[];
  /** Instances known by phone alone: where a group names people by LID, an admin of it could be one of them. */
  phoneOnly: string[];
}

/**
 * Who our own numbers are: from the books, else from their gateways, so that no admin of ours is taken for a human who
 * stays behind.
 */
export async function ownNumbers(
  instances: Instances,
  memberships: Pick<Memberships, 'identities' | 'saveIdentity'>,
  call: CallOptions,
): Promise<OwnNumbers> {
  const known = await memberships.identities();
  const own: OwnNumbers = { ids: [...known.values()].flat(), unknown: [], phoneOnly: [] };
  for (const instance of instances.all()) {
    const { instanceId } = instance;
    const me = known.get(instanceId) ?? (await askGateway(instance, call));
    if (me.length === 0) own.unknown.push(instanceId);
    else if (!me.some((id) => id.endsWith('@lid'))) own.phoneOnly.push(instanceId);
    if (known.has(instanceId) || me.length === 0) continue;
    await memberships.saveIdentity(instanceId, me);
    own.ids.push(...me);
  }
  return own;
}

/** Another number's trouble is not this exit's: its identity then counts as unknown. */
async function askGateway({ gateway }: Instance, call: CallOptions): Promise<PersonId[]> {
  try {
    return (await gateway.session(call)).me;
  } catch (error) {
    if (error instanceof GatewayFailure) return [];
    throw error;
  }
}
