import type { Chat } from '../world/chat.ts';
import type { Fault } from './fault.ts';

export const emptyList: Fault = {
  onReading: (chats, _rule, operation) => (operation === 'list-groups' ? [] : chats),
};

/** The rule's group is not in the list, though the number is in the group. */
export const missingFromList: Fault = {
  onReading: (chats, rule, operation) =>
    operation === 'list-groups'
      ? unlessSame(
          chats,
          chats.filter((chat) => chat.group.id !== rule.groupId),
        )
      : chats,
};

/** The rule's group, or every one, is shown without participants. */
export const participantsEmpty: Fault = {
  onReading: (chats, rule) => {
    const meant = (chat: Chat) => rule.groupId === undefined || chat.group.id === rule.groupId;
    if (!chats.some(meant)) return chats;
    return chats.map((chat) => (meant(chat) ? { ...chat, participants: [] } : chat));
  },
};

/** A reading that nothing was taken from is not struck. */
function unlessSame(before: Chat[], after: Chat[]): Chat[] {
  return after.length === before.length ? before : after;
}
