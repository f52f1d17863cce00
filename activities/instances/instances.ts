import type { PersonId, WhatsAppGateway } from '../gateways/gateway.ts';
import type { PacePolicy } from '../pace/policy.ts';

export type GatewayKind = 'waha' | 'wawp';

/** What the worker knows of one instance, from the instances file; secrets stay behind `gateway` and `webhooks`. */
export interface Instance {
  instanceId: string;
  gatewayKind: GatewayKind;
  gateway: WhatsAppGateway;
  /** Deadline of one call to the gateway, ms. */
  callTimeoutMs: number;
  /** Ranked successors for groups whose request and client name none. */
  successors: PersonId[];
  /** The goodbyes for requests without a text of their own, in rotation; empty where this instance has none. */
  goodbyes: readonly string[];
  /** How fast it may work, before its gateway's own limits. */
  pace: PacePolicy;
  webhooks: {
    /** The name the gateway uses for this instance in its events. */
    session: string;
    /** Empty only where the file says that the gateway cannot sign. */
    secrets: readonly string[];
  };
}

/** The port to the instances file: reloaded when it changes. */
export interface Instances {
  /** @throws {UnknownInstance} naming the instance and the ones that exist */
  get(instanceId: string): Instance;
  all(): Instance[];
  /** Ranked successors of a client; empty when it has none. */
  successorsOfClient(clientId: string): PersonId[];
}

/** No such instance in the instances file. */
export class UnknownInstance extends Error {
  override readonly name = 'UnknownInstance';
}
