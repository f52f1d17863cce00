import { json } from '../http/answer.ts';
import type { Call, Route } from '../http/route.ts';
import type { Person } from '../world/types.ts';
import { meInfo } from './shapes.ts';

/** WAHA's calls about the session and about who is who. */
export const wahaSessionRoutes: Route[] = [
  {
    method: 'GET',
    path: '/api/sessions/:session',
    operation: 'session',
    anyState: true,
    plan: ({ number }) => {
      const me = number.status === 'WORKING' ? meInfo(number) : null;
      const engine = { engine: number.engine };
      return { answer: json({ name: number.session, status: number.status, config: {}, me, engine }) };
    },
  },
  {
    method: 'GET',
    path: '/api/sessions/:session/me',
    operation: 'me',
    anyState: true,
    plan: ({ number }) => ({ answer: json(number.status === 'WORKING' ? meInfo(number) : null) }),
  },
  {
    method: 'GET',
    path: '/api/:session/lids/pn/:phone',
    operation: 'lid',
    plan: (call) => {
      const phoneId = withServer(call.request.params['phone'] ?? '', 'c.us');
      const lid = person(call, (one) => one.phoneId === phoneId)?.lid ?? null;
      return { answer: json({ lid, pn: phoneId }) };
    },
  },
  {
    method: 'GET',
    path: '/api/:session/lids/:lid',
    operation: 'lid',
    plan: (call) => {
      const lid = withServer(call.request.params['lid'] ?? '', 'lid');
      const pn = person(call, (one) => one.lid === lid)?.phoneId ?? null;
      return { answer: json({ lid, pn }) };
    },
  },
];

function withServer(id: string, server: string): string {
  return id.includes('@') ? id : `${id}@${server}`;
}

/** The number itself, or somebody it shares a chat with in which phones are told. */
function person(call: Call, is: (one: Person) => boolean): Person | undefined {
  const acquainted = call.chats().filter(({ group }) => !group.phonesHidden);
  return [call.number, ...acquainted.flatMap(({ group }) => group.members)].find(is);
}
