import type { Answer } from '../../http/answer.ts';
import type { Call } from '../../http/route.ts';
import type { Chat } from '../../world/chat.ts';
import type { Attempt } from '../../world/rules.ts';
import type { EngineName, Member, Message, Person, SandboxGroup, SandboxNumber } from '../../world/types.ts';

/** Words of a failure inside an engine; `code` is WhatsApp's own where it had one. */
export interface EngineCause {
  message: string;
  code?: number;
}

/** What WAHA's engines answer differently; paths and everything else are common to them. */
export interface WahaEngine {
  name: EngineName;
  /** What a list of groups is put into. */
  list(groups: { id: string; shown: object }[]): unknown;
  group(number: SandboxNumber, chat: Chat, withParticipants: boolean): object;
  participant(group: SandboxGroup, member: Member): object;
  /** An entry of `participants/v2`. */
  participantV2(group: SandboxGroup, member: Member): object;
  /** `pn` in `group.v2.participants`. */
  phoneIdInEvents(group: SandboxGroup, person: Person): string | null;
  /** `payload.timestamp` of group events. */
  eventTime(ms: number): number;
  promoted(call: Call, outcome: Attempt, ids: readonly string[]): Answer;
  described(call: Call, outcome: Attempt): Answer;
  inviteCode(call: Call, chat: Chat): Answer;
  /** The answer to `sendText`. */
  sent(number: SandboxNumber, group: SandboxGroup, message: Message): object;
  message(number: SandboxNumber, group: SandboxGroup, message: Message): { id: string };
  /** `exception` in the body of a 500. */
  exception(cause: EngineCause): object;
  /** What it stumbles over where there is no such chat. */
  noSuchChat(groupId: string, hasLeft: boolean): EngineCause;
  /** Whether leaving needs a chat; else the order goes to WhatsApp, whose answer about the one group is not looked at. */
  leavesChatsOnly: boolean;
}
