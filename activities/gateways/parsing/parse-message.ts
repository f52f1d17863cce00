import type { OwnMessage } from '../gateway.ts';
import { stanzaId } from '../identity.ts';
import { at, firstText, serialisedId } from './json-shapes.ts';
import { toMs } from './timestamps.ts';

/** The stanza id of a message, wherever the engine puts it: what a send answers is the raw message of the engine. */
export function messageIdOf(message: unknown): string | undefined {
  const id =
    serialisedId(at(message, 'id')) ??
    firstText(
      at(message, '_data', 'id', '_serialized'),
      at(message, 'data', 'id'),
      at(message, 'data', '_data', 'id', '_serialized'),
      at(message, 'key', 'id'),
    );
  return id && stanzaId(id);
}

export interface MessageEntry {
  ours: boolean;
  /** `undefined` where the entry tells no time. */
  sentAtMs: number | undefined;
  /** `undefined` where the entry has no id that could be recognised again. */
  message: OwnMessage | undefined;
}

/** One entry of a chat's list of messages. */
export function parseMessageEntry(entry: unknown): MessageEntry {
  const [inner, key] = [at(entry, '_data'), at(entry, 'key')];
  const times = [at(entry, 'timestamp'), at(inner, 't'), at(entry, 't'), at(entry, 'messageTimestamp')];
  const sentAtMs = times.map(toMs).find((time) => time !== undefined);
  const marks = [entry, at(entry, 'id'), at(inner, 'id'), key].map((holder) => at(holder, 'fromMe'));
  const ours = marks.includes(true) || (serialisedId(at(entry, 'id'))?.startsWith('true_') ?? false);
  const messageId = messageIdOf(entry);
  const text = firstText(at(entry, 'body'), at(inner, 'body'), at(entry, 'text')) ?? '';
  return { ours, sentAtMs, message: messageId && sentAtMs !== undefined ? { messageId, text, sentAtMs } : undefined };
}
