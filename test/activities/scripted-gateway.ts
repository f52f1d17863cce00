import type { Group, GroupReading, Participant, Session, WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import type { Instance, Instances } from '../../activities/instances/instances.ts';
import { UnknownInstance } from '../../activities/instances/instances.ts';
import { presets } from '../../activities/pace/presets.ts';
import type { Ports } from '../../activities/ports.ts';
import { openBooks } from '../memberships/books.ts';
import { unpaced } from '../support/unpaced.ts';

export const groupId = '120363000000000001@g.us';
const me = ['4915100@c.us', '900@lid'];
export const working: Session = { state: 'working', stateName: 'WORKING', me };

export function person(id: string, role: Participant['role'] = 'participant'): Participant {
  return { ids: [id], role, listedAs: id };
}

export function aGroup(more: Partial<Group> = {}): Group {
  const participants = [person('4915100@c.us', 'superadmin'), person('4915199@c.us')];
  return {
    id: groupId,
    name: 'Vendas SP',
    description: '',
    announceOnly: false,
    infoAdminOnly: false,
    community: 'none',
    participants,
    ...more,
  };
}

export function found(more: Partial<Group> = {}): GroupReading {
  return { kind: 'found', group: aGroup(more) };
}

/** A gateway that answers as scripted and fails a test that uses anything else. */
function scriptedGateway(answers: Partial<WhatsAppGateway>): WhatsAppGateway {
  const unscripted = (operation: string) => () => Promise.reject(new Error(`the script has no ${operation}`));
  return {
    session: async () => working,
    group: async () => found(),
    listGroups: unscripted('listGroups'),
    lidOf: unscripted('lidOf'),
    inviteCode: unscripted('inviteCode'),
    setDescription: unscripted('setDescription'),
    promote: unscripted('promote'),
    newMessageId: async () => undefined,
    sendText: unscripted('sendText'),
    ownMessages: unscripted('ownMessages'),
    leave: unscripted('leave'),
    ...answers,
  };
}

export function anInstance(answers: Partial<WhatsAppGateway> = {}, more: Partial<Instance> = {}): Instance {
  return {
    instanceId: 'sales',
    gatewayKind: 'waha',
    gateway: scriptedGateway(answers),
    callTimeoutMs: 1_000,
    successors: [],
    goodbyes: [],
    pace: presets.none,
    webhooks: { session: 'default', secrets: ['secret'] },
    ...more,
  };
}

function instancesOf(...all: Instance[]): Instances {
  const get = (instanceId: string): Instance => {
    const instance = all.find((one) => one.instanceId === instanceId);
    if (!instance) throw new UnknownInstance(`no instance ${instanceId}`);
    return instance;
  };
  return { get, all: () => all, successorsOfClient: () => [] };
}

/** Real books, scripted gateways, no cache. */
export async function portsOf(...all: Instance[]): Promise<Ports> {
  const memberships = await openBooks();
  const cache = { purge: async () => undefined, ping: async () => {}, close: async () => {} };
  return {
    instances: instancesOf(...all),
    memberships,
    plans: memberships,
    resignations: memberships,
    roster: memberships,
    outbox: memberships,
    cache,
    defaultGoodbye: 'Goodbye.',
    settleMs: 50,
    secondReadingMs: 50,
    turns: unpaced,
  };
}
