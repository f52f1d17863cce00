import { json } from '../http/answer.ts';
import type { Chat } from '../world/chat.ts';
import type { Fault, View } from './fault.ts';
import { EVERYWHERE, WAWP_AS_WEBJS, eachOf } from './places.ts';
import type { FaultRule } from './rule.ts';

const LISTINGS = ['list-groups', 'count-groups'] as const;
const GROUP_READINGS = ['group', 'participants', 'participants-v2'] as const;

/** Readings that show less, or more, than there is. */
export const readingFaults = {
  'empty-list': {
    what: 'the list of groups is empty',
    source: 'WAHA #1873, #1879, #1860',
    possibleOn: EVERYWHERE,
    operations: ['list-groups'],
    onReading: () => [],
  },
  'list-broken': {
    what: 'HTTP 500 in the place of the list of groups',
    source: 'WAHA #462; Evolution #1883',
    possibleOn: EVERYWHERE,
    operations: LISTINGS,
    onCall: ({ dialect, request }) => dialect.engineError({ message: 'Protocol error: Target closed.' }, request),
  },
  'shrunk-list': {
    what: 'half of the list of groups is missing, the group of `groupId` among it',
    source: 'WAHA #1968, #1765, #2027',
    possibleOn: EVERYWHERE,
    operations: LISTINGS,
    onReading: ({ chats }, { groupId }) => {
      const lastToGo = chats.toSorted((a, b) => Number(a.group.id === groupId) - Number(b.group.id === groupId));
      const kept = new Set(lastToGo.slice(0, Math.ceil(chats.length / 2)));
      return chats.filter((chat) => kept.has(chat));
    },
  },
  'missing-from-list': {
    what: 'the group of `groupId` is not in the list',
    source: 'WAHA #1968',
    possibleOn: EVERYWHERE,
    operations: ['list-groups'],
    onReading: ({ chats }, rule) => chats.filter((chat) => chat.group.id !== rule.groupId),
  },
  'stale-list': {
    what: 'the list still shows groups that were left, with us in them',
    source: 'wacli #23',
    possibleOn: EVERYWHERE,
    operations: LISTINGS,
    onReading: withStale,
  },
  'stale-group': {
    what: 'the group and its participants still show us after we left',
    source: 'WAHA #2067',
    possibleOn: EVERYWHERE,
    operations: GROUP_READINGS,
    onReading: withStale,
  },
  'membership-denied': {
    what: 'the group is answered as if we were not in it, though we are',
    source: 'Green API #795',
    possibleOn: EVERYWHERE,
    operations: GROUP_READINGS,
    onReading: ({ chats }, rule) => chats.filter((chat) => !isMeant(chat, rule)),
  },
  'group-forgotten': {
    what: 'the group of `groupId` is neither in the list nor found by itself, though we are in it: both come out of one fetch',
    source: 'WAHA #1968, #462',
    possibleOn: ['waha/NOWEB'],
    notOn: {
      ...eachOf(['waha/WEBJS', 'waha/GOWS'], 'asks for a group by itself, not for the list'),
      wawp: WAWP_AS_WEBJS,
    },
    operations: [...LISTINGS, ...GROUP_READINGS],
    onReading: ({ chats }, rule) => chats.filter((chat) => !isMeant(chat, rule)),
  },
  'participants-empty': {
    what: 'the group of `groupId`, or every one, has no participants',
    source: 'WAHA #1471',
    possibleOn: EVERYWHERE,
    operations: [...LISTINGS, ...GROUP_READINGS],
    onReading: ({ chats }, rule) => changed(chats, rule, (chat) => ({ ...chat, participants: [] })),
  },
  'admins-unseen': {
    what: 'nobody in the group is shown as an admin',
    source: 'Baileys #1379; whatsapp-web.js #3599',
    possibleOn: ['waha/WEBJS', 'waha/NOWEB', 'wawp'],
    notOn: { 'waha/GOWS': 'was never seen to: both reports are about other engines' },
    operations: [...LISTINGS, ...GROUP_READINGS],
    onReading: ({ chats }, rule) =>
      changed(chats, rule, (chat) => ({
        ...chat,
        participants: chat.participants.map((one) => ({ ...one, role: 'participant' })),
      })),
  },
  'messages-empty': {
    what: 'no message can be read, though there are some',
    source: 'WAHA #1968',
    possibleOn: EVERYWHERE,
    operations: ['messages', 'message'],
    onCall({ dialect, operation }) {
      if (operation === 'message')
        return json({ message: 'Message not found', error: 'Not Found', statusCode: 404 }, 404);
      return json(dialect.gateway === 'wawp' ? {} : []);
    },
  },
} satisfies Record<string, Fault>;

function isMeant({ group }: Chat, { groupId }: FaultRule): boolean {
  return groupId === undefined || group.id === groupId;
}

function changed(chats: Chat[], rule: FaultRule, change: (chat: Chat) => Chat): Chat[] {
  return chats.map((chat) => (isMeant(chat, rule) ? change(chat) : chat));
}

/** In the order of the list; WEBJS's own chat of a group that was left gives way to the stale one. */
function withStale({ chats, stale }: View, rule: FaultRule): Chat[] {
  const back = stale().filter((chat) => isMeant(chat, rule));
  if (back.length === 0) return chats;
  const ids = new Set(back.map(({ group }) => group.id));
  const all = [...chats.filter(({ group }) => !ids.has(group.id)), ...back];
  return all.toSorted((a, b) => (a.group.id < b.group.id ? -1 : 1));
}
