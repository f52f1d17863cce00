import type { NewGroup } from '../sandbox/world/seed.ts';
import { people, type InstanceId } from './cast.ts';

type Settings = Omit<NewGroup, 'id' | 'name'>;

const { ana, ben, boss, customer, neighbour } = people;
const human = (phoneId: string) => ({ phoneId });
const admin = (phoneId: string) => ({ phoneId, role: 'admin' as const });
const bot = (instanceId: InstanceId) => ({ instanceId });
const adminBot = (instanceId: InstanceId) => ({ instanceId, role: 'admin' as const });

/** What groups are like for the number that leaves them. Whom the resignation names as successor is the same everywhere: Ana. */
export const kinds = {
  member: (me) => ({ members: [admin(boss), bot(me), human(customer)] }),
  'only admin': (me) => ({ members: [adminBot(me), human(ana), human(customer)] }),
  'one of two admins': (me) => ({ members: [admin(boss), adminBot(me), human(neighbour)] }),
  'announce-only': (me) => ({ announceOnly: true, members: [admin(boss), bot(me), human(ana)] }),
  /** Ana is to be found by her other identity. */
  'phone numbers hidden': (me) => ({ addressing: 'lid', members: [adminBot(me), human(ana), human(neighbour)] }),
  /** A person has to decide: Ben is there, but nobody has named him. */
  'no successor': (me) => ({ members: [adminBot(me), human(customer), human(ben)] }),
  'community parent': (me) => ({ community: 'parent', members: [admin(boss), bot(me)] }),
  'community announcement': (me) => ({ community: 'announcement', members: [admin(boss), bot(me)] }),
  'left by hand': (me) => ({ members: [admin(boss), human(customer)], pastMembers: [bot(me)] }),
} satisfies Record<string, (me: InstanceId) => Settings>;

export type Kind = keyof typeof kinds;

/** Most groups are of these, in turn. */
const usual: readonly Kind[] = ['member', 'only admin', 'member', 'one of two admins', 'announce-only'];
const usualWhereHidden: readonly Kind[] = [...usual, 'phone numbers hidden'];

/** In the place of an ordinary group. Wawp has no look-up that finds Ana where phone numbers are hidden. */
export function usualKind(place: number, gateway: 'waha' | 'wawp'): Kind {
  const choice = gateway === 'waha' ? usualWhereHidden : usual;
  return choice[place % choice.length] ?? 'member';
}
