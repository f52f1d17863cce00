import { inviteCodeFor, isAdmin, memberOf } from './rules.ts';
import { keepsLeftChats } from './release.ts';
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

/** Every chat a number has: groups it is in and, on WEBJS, those it was in once, ordered by id. */
export function chatsOf(world: World, number: SandboxNumber): Chat[] {
  return world
    .groups()
    .map((group) => chatOf(world, number, group.id))
    .filter((chat) => chat !== undefined)
    .sort((a, b) => (a.group.id < b.group.id ? -1 : 1));
}

/** @returns undefined where the number's gateway shows no such chat */
export function chatOf(world: World, number: SandboxNumber, groupId: string): Chat | undefined {
  const group = world.findGroup(groupId);
  if (!group) return undefined;
  const me = memberOf(group, number.phoneId);
  if (!me && !(keepsLeftChats(number) && hasLeft(group, number))) return undefined;
  return chatAs(world, number, group, me);
}

/** The chats of groups that the number has left, as if it had not: what a stale list still shows. */
export function staleChatsOf(world: World, number: SandboxNumber): Chat[] {
  const left = world.groups().filter((group) => !memberOf(group, number.phoneId) && hasLeft(group, number));
  return left.map((group) => {
    const { phoneId, lid } = number;
    const me: Member = { phoneId, lid, role: 'participant' };
    return chatAs(world, number, { ...group, members: [...group.members, me] }, me);
  });
}

export function hasLeft(group: SandboxGroup, { phoneId }: SandboxNumber): boolean {
  return !memberOf(group, phoneId) && group.pastMembers.some((past) => past.phoneId === phoneId);
}

function chatAs(world: World, number: SandboxNumber, group: SandboxGroup, me: Member | undefined): Chat {
  const readOnly = !me || (group.announceOnly && !isAdmin(me));
  const lastMessage = world.messages(group.id).at(-1);
  return {
    group,
    readOnly,
    inviteCode: inviteCodeFor(group, number.phoneId),
    participants: group.members,
    lastMessage,
  };
}
