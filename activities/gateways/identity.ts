/**
 * Who is who, and which group: ids as the gateways write them, brought to one form. Pure.
 * Phone ids (`@c.us`) and LIDs (`@lid`) are two namespaces: the digits of one say nothing about the other.
 */
import type { PersonId } from './gateway.ts';
import { at } from './parsing/json-shapes.ts';

/** An id in configuration or input is not what its field needs; the message names the field and says what to write. */
export class MalformedId extends Error {
  override readonly name = 'MalformedId';
}

const PERSON_ID = /^(\d{3,20})(?:_\d+)?(?::\d+)?@(c\.us|s\.whatsapp\.net|lid)$/i;
/** Digits with the punctuation people put between them; `(0)` is left out, since it changes the number. */
const WRITTEN_PHONE = /^\+?\d[\d\s./-]*(?:\(\d{2,}\)[\d\s./-]+)?$/;
/** E.164 allows 15 digits; none shorter than 7 is in use. */
const PHONE_DIGITS = /^[1-9]\d{6,14}$/;
const GROUP_ID = /^(?:\d{10,25}|\d{5,20}-\d{9,11})@g\.us$/;

/**
 * Brings a person's id to `<digits>@c.us` or `<digits>@lid`: `@s.whatsapp.net` is the same as `@c.us`, a device suffix is
 * dropped, and a bare phone number becomes a phone id.
 * @returns `undefined` for anything that is no person's id
 */
export function normalisePersonId(text: string): PersonId | undefined {
  const id = PERSON_ID.exec(text.trim());
  if (id) return `${id[1]}@${id[2]?.toLowerCase() === 'lid' ? 'lid' : 'c.us'}`;
  if (!WRITTEN_PHONE.test(text.trim())) return undefined;
  const digits = text.replace(/\D/g, '');
  return PHONE_DIGITS.test(digits) ? `${digits}@c.us` : undefined;
}

/**
 * A person's id from configuration or input.
 * @param field what to call the value in the error
 * @throws {MalformedId}
 */
export function parsePersonId(text: string, field: string): PersonId {
  const id = normalisePersonId(text);
  if (id) return id;
  throw new MalformedId(
    `${field} is not a person: write the phone number with its country code and no leading zero (+49 170 1234567), or an id that ends in @c.us, @s.whatsapp.net or @lid`,
  );
}

/** Whether two lists of identities share one. Never compares digits across phone ids and LIDs. */
export function samePerson(idsA: readonly string[], idsB: readonly string[]): boolean {
  const known = new Set(idsB.map(comparable));
  return idsA.some((id) => known.has(comparable(id)));
}

function comparable(id: string): string {
  return normalisePersonId(id) ?? id;
}

/** A person's id for messages: the last three digits, and whether it is a phone id or a LID. */
export function maskPersonId(text: string): string {
  const id = normalisePersonId(text);
  return id ? `…${id.slice(id.indexOf('@') - 3)}` : '…';
}

/** Whether a text is a group's id, in the form since 2021 or the older `creator-timestamp@g.us`. */
export function isGroupId(text: string): boolean {
  return GROUP_ID.test(text);
}

/**
 * A group's id from configuration or input.
 * @param field what to call the value in the error
 * @throws {MalformedId}
 */
export function parseGroupId(text: string, field = 'groupId'): string {
  if (isGroupId(text)) return text;
  throw new MalformedId(
    `${field} ${whyNoGroup(text)}: write the id as the gateway lists it, such as 120363000000000000@g.us`,
  );
}

function whyNoGroup(text: string): string {
  if (text === '') return 'is empty';
  if (/\s/.test(text)) return 'has spaces in it';
  if (normalisePersonId(text)) return 'is a person, not a group';
  if (!text.endsWith('@g.us')) return 'does not end in @g.us';
  return 'has something other than a group number before @g.us';
}

/**
 * The part of a message id that stays the same however a gateway writes it: `true_<chat>_<stanza>_<participant>`, with
 * the participant or without (WAHA #1464), or the bare stanza id.
 */
export function stanzaId(messageId: string): string {
  const [fromMe, , stanza] = messageId.split('_');
  return (fromMe === 'true' || fromMe === 'false') && stanza ? stanza : messageId;
}

const INVITE_CODE = /^[A-Za-z0-9_-]{20,24}$/;

/**
 * The bare invite code, from a code, a `chat.whatsapp.com` address, or an object that holds either.
 * @returns `undefined` where there is none, also for the words `undefined` and `null` that WEBJS answers to non-admins
 */
export function normaliseInviteCode(answer: unknown): string | undefined {
  if (typeof answer === 'string') {
    const code = answer
      .trim()
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1);
    return code && INVITE_CODE.test(code) ? code : undefined;
  }
  const held = ['inviteCode', 'code', 'inviteUrl', 'link', 'url'].map((field) => at(answer, field));
  return held.map((value) => (typeof value === 'string' ? normaliseInviteCode(value) : undefined)).find(Boolean);
}
