import type { Place } from '../../worker/embedded/sandbox/faults/places.ts';
import type { NewFault } from '../../worker/embedded/sandbox/faults/new-fault.ts';
import type { NewGroup, NewNumber } from '../../worker/embedded/sandbox/world/seed.ts';
import {
  GROUP,
  HUMAN,
  HUMAN_LID,
  call,
  sales,
  sandboxWith,
  support,
  wahaGroup,
  wawpGroup,
  webhookReceiver,
} from './fixture.ts';

const EVENTS = ['group.v2.leave', 'group.v2.participants', 'group.leave', 'session.status'];

export function numberOn(place: Place) {
  if (place === 'wawp') return { ...support, engine: 'WEBJS' } as const;
  const engine = ({ 'waha/WEBJS': 'WEBJS', 'waha/NOWEB': 'NOWEB', 'waha/GOWS': 'GOWS' } as const)[place];
  return { ...sales, engine };
}

/** One number on this gateway and engine, admin of one group with a human in it; it gets every webhook. */
export async function sandboxOn(place: Place, faults: NewFault[] = [], group: Partial<NewGroup> = {}) {
  const receiver = await webhookReceiver();
  const me = numberOn(place);
  const number: NewNumber = { ...me, webhook: { url: receiver.url, secret: 'secret', events: EVENTS } };
  const members: NewGroup['members'] = [
    { instanceId: me.instanceId, role: 'superadmin' },
    { phoneId: HUMAN, lid: HUMAN_LID },
  ];
  const theGroup = { id: GROUP, name: 'Vendas SP', description: 'Case 42', inviteCode: CODE, members, ...group };
  const sandbox = await sandboxWith({ numbers: [number], groups: [theGroup] });
  for (const fault of faults) sandbox.faults.add(fault);
  return { sandbox, me, received: receiver.received, ask: asker(sandbox, place) };
}

export const CODE = 'AbCdEfGhIjKlMnOpQrStUv';

/** The calls of an exit, each as this gateway takes it. */
function asker({ wahaUrl, wawpUrl }: { wahaUrl: string; wawpUrl: string }, place: Place) {
  const ask = (method: string, path: string, body: object = {}, signal?: AbortSignal) => {
    if (place !== 'wawp') {
      const headers = { 'x-api-key': sales.token };
      return call(method, `${wahaUrl}${path}`, { headers, signal, ...(method === 'GET' ? {} : { body }) });
    }
    const credentials = { instance_id: support.session, access_token: support.token };
    if (method !== 'GET') return call(method, `${wawpUrl}${path}`, { body: { ...credentials, ...body }, signal });
    const url = new URL(`${wawpUrl}${path}`);
    for (const [name, value] of Object.entries(credentials)) url.searchParams.set(name, value);
    return call(method, url.href, { signal });
  };
  const isWawp = place === 'wawp';
  const group = isWawp ? wawpGroup : wahaGroup;
  return {
    session: (signal?: AbortSignal) => ask('GET', isWawp ? '/v2/session/info' : '/api/sessions/default', {}, signal),
    me: () => ask('GET', isWawp ? '/v2/session/me' : '/api/sessions/default/me'),
    list: () => ask('GET', isWawp ? '/v2/groups' : '/api/default/groups'),
    group: () => ask('GET', group),
    participants: () => ask('GET', `${group}/participants`),
    invite: () => ask('GET', `${group}/invite-code`),
    describe: (description: string, signal?: AbortSignal) =>
      ask('PUT', `${group}/description`, { id: GROUP, description }, signal),
    promote: (id = HUMAN) => ask('POST', `${group}/admin/promote`, { id: GROUP, participants: [{ id }] }),
    send: () =>
      isWawp
        ? ask('POST', '/v2/send/text', { chatId: GROUP, message: 'Goodbye' })
        : ask('POST', '/api/sendText', { session: 'default', chatId: GROUP, text: 'Goodbye' }),
    messages: () =>
      ask('GET', isWawp ? `/v2/chats/messages?chatId=${GROUP}` : `/api/default/chats/${GROUP}/messages?limit=9`),
    leave: () => ask('POST', `${group}/leave`, { id: GROUP }),
  };
}
