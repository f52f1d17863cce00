import { newStanzaId } from '../world/act.ts';
import { describe, say, type Attempt } from '../world/rules.ts';
import type { Message, SandboxGroup } from '../world/types.ts';
import type { Call } from './route.ts';

/** What a caller sent is not what the route takes: becomes the gateway's own 400. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** The gateway knows no such chat: becomes the gateway's own answer to that. */
export class NoSuchChat extends Error {
  override readonly name = 'NoSuchChat';
}

/** The group that a writing call is about, as it really is. @throws {NoSuchChat} */
export function groupOf(call: Call): SandboxGroup {
  const group = call.world.findGroup(call.groupId);
  const known = [...(group?.members ?? []), ...(group?.pastMembers ?? [])];
  if (!group || !known.some((person) => person.phoneId === call.number.phoneId)) throw new NoSuchChat();
  return group;
}

/** The chat that a reading call is about, as faults let it be seen. @throws {NoSuchChat} */
export function chatIn(call: Call) {
  const chat = call.chat();
  if (!chat) throw new NoSuchChat();
  return chat;
}

/** Says it, unless a message with this id was said before: then that one is the outcome. */
export function sayOnce(call: Call, text: string, stanzaId: string = newStanzaId()) {
  const group = groupOf(call);
  const author = call.number.phoneId;
  const isThisOne = (said: Message) => said.stanzaId === stanzaId && said.author === author;
  const message = call.world.messages(group.id).find(isThisOne);
  if (message) return { effect: 'none', why: 'already-said', message } as const;
  return say(group, { groupId: group.id, stanzaId, author, text, sentAtMs: Date.now() });
}

/** Replaces the description; an empty one is one too. @throws {BadRequest} */
export function describing(call: Call): Attempt {
  const { description } = call.request.body;
  if (typeof description !== 'string') throw new BadRequest('description must be a string');
  return describe(groupOf(call), call.number.phoneId, description);
}

/** The ids in `{"participants":[{"id":"…"}]}`. @throws {BadRequest} */
export function participantIds(body: Record<string, unknown>): string[] {
  const list = body['participants'];
  if (!Array.isArray(list) || list.length === 0) throw new BadRequest('participants must be a non-empty array');
  return list.map((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('id' in one) || typeof one.id !== 'string') {
      throw new BadRequest('each participant must be {"id":"<id>"}');
    }
    return one.id;
  });
}

/** @throws {BadRequest} when the body lacks this text */
export function textIn(body: Record<string, unknown>, field: string): string {
  const value = body[field];
  if (typeof value !== 'string' || value === '') throw new BadRequest(`${field} must be a string and not be empty`);
  return value;
}

/** A whole number in the query. @throws {BadRequest} when there is something else */
export function numberIn(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  if (!/^\d+$/.test(value)) throw new BadRequest(`${name} must be a number conforming to the specified constraints`);
  return Number(value);
}

/** The part of a list that `limit` and `offset` ask for. */
export function pageOf<Item>(items: Item[], query: URLSearchParams): Item[] {
  const offset = numberIn(query, 'offset') ?? 0;
  const limit = numberIn(query, 'limit') ?? items.length;
  return items.slice(offset, offset + limit);
}
