import type { Faults } from '../faults/faults.ts';
import { chatOf, chatsOf, staleChatsOf, type Chat } from '../world/chat.ts';
import type { Journal } from '../world/journal.ts';
import type { World } from '../world/world.ts';
import type { Dialect, GatewayRequest } from './dialect.ts';
import type { Call, Route } from './route.ts';

/** The group that a request is about, where it names one. */
export function groupIn(route: Route, request: GatewayRequest): string | undefined {
  const groupId = route.groupIn ? route.groupIn(request) : request.params['id'];
  return typeof groupId === 'string' ? groupId : undefined;
}

/**
 * An identified call as its route sees it: readings pass through the faults.
 * @param seq the call's entry in the journal, where such faults are noted
 */
export function callOf(
  { world, faults, journal }: { world: World; faults: Faults; journal: Journal },
  dialect: Dialect,
  route: Route,
  request: GatewayRequest,
  instanceId: string,
  seq: number,
): Call {
  const number = world.number(instanceId);
  const groupId = groupIn(route, request) ?? '';
  const seen = (chats: Chat[], stale: () => Chat[]): Chat[] => {
    const shown = faults.distort({ chats, stale }, { instanceId, operation: route.operation });
    if (shown.by.length > 0) journal.note(seq, { fault: shown.by.join('+') });
    return shown.chats;
  };
  return {
    world,
    number,
    request,
    groupId,
    chats: () => seen(chatsOf(world, number), () => staleChatsOf(world, number)),
    chat() {
      const chat = chatOf(world, number, groupId);
      const stale = () => staleChatsOf(world, number).filter(({ group }) => group.id === groupId);
      return seen(chat ? [chat] : [], stale)[0];
    },
    refuse: (why) => dialect.refusal(why, request),
  };
}
