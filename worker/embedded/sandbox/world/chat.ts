import { inviteCodeFor, isAdmin, memberOf } from './rules.ts';
import type { Member, Message, SandboxGroup, SandboxNumber } from './types.ts';
import type { World } from './world.ts';

/** A group as one number's gateway shows it. */
export interface Chat {
  group: SandboxGroup;
  /** Whether the number could write: not after it left, and not in an announce-only group without being an admin. */
  readOnly: boolean;
  /** Undefined where the number may not see it. */
  inviteCode: string | undefined;
  participants: Member[];
  lastMessage: Message | undefined;
}

/** Every chat a number has: groups it is in, and those it was in once (WEBJS keeps their chats), ordered by id. */
export function chatsOf(world: World, number: SandboxNumber): Chat[] {
  return world
    .groups()
    .map((group) => chatOf(world, number, group.id))
    .filter((chat) => chat !== undefined)
    .sort((a, b) => (a.group.id < b.group.id ? -1 : 1));
}

/** @returns undefined when the number never was in the group */
export function chatOf(world: World, number: SandboxNumber, groupId: string): Chat | undefined {
  const group = world.findGroup(groupId);
  if (!group) return undefined;
  const me = memberOf(group, number.phoneId);
  if (!me && !group.pastMembers.some((past) => past.phoneId === number.phoneId)) return undefined;
  const readOnly = !me || (group.announceOnly && !isAdmin(me));
  const lastMessage = world.messages(groupId).at(-1);
  return {
    group,
    readOnly,
    inviteCode: inviteCodeFor(group, number.phoneId),
    participants: group.members,
    lastMessage,
  };
}
