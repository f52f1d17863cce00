import { at, firstText, isRecord, serialisedId } from './json-shapes.ts';

/**
 * Where one of WAHA's engines (2026.7) writes what is to be known of a group. What is `unknown` here is judged by the reader: an
 * engine that leaves a flag out has not said yes.
 */
export interface EngineShape {
  id(value: unknown): string | undefined;
  name(value: unknown): string | undefined;
  description(value: unknown): string | undefined;
  announceOnly(value: unknown): unknown;
  infoAdminOnly(value: unknown): unknown;
  communityParent(value: unknown): unknown;
  communityAnnouncement(value: unknown): unknown;
  participants(value: unknown): unknown;
}

/** whatsmeow's `GroupInfo`, by the names of its Go fields. */
const gows: EngineShape = {
  id: (value) => serialisedId(at(value, 'JID')),
  name: (value) => firstText(at(value, 'Name')),
  description: (value) => firstText(at(value, 'Topic')),
  announceOnly: (value) => at(value, 'IsAnnounce'),
  infoAdminOnly: (value) => at(value, 'IsLocked'),
  communityParent: (value) => at(value, 'IsParent'),
  communityAnnouncement: (value) => at(value, 'IsDefaultSubGroup'),
  participants: (value) => at(value, 'Participants'),
};

/**
 * whatsapp-web.js's chat, whose `groupMetadata` is WhatsApp Web's own. The names of the community fields are documented
 * nowhere. `isReadOnly` says that we cannot write, which is as good where the metadata does not say why.
 */
const webjs: EngineShape = {
  id: (value) => serialisedId(at(value, 'id')) ?? serialisedId(at(value, 'groupMetadata', 'id')),
  name: (value) => firstText(at(value, 'name'), at(value, 'groupMetadata', 'subject'), at(value, 'subject')),
  description: (value) => firstText(at(value, 'groupMetadata', 'desc'), at(value, 'description')),
  announceOnly: (value) => at(value, 'groupMetadata', 'announce') ?? at(value, 'isReadOnly'),
  infoAdminOnly: (value) => at(value, 'groupMetadata', 'restrict'),
  communityParent: (value) => at(value, 'groupMetadata', 'isParentGroup'),
  communityAnnouncement: (value) => at(value, 'groupMetadata', 'defaultSubgroup'),
  participants: (value) => at(value, 'groupMetadata', 'participants') ?? at(value, 'participants'),
};

/** Baileys' flat `GroupMetadata` (NOWEB). What Wawp tells without `groupMetadata` is flat as well. */
export const noweb: EngineShape = {
  id: (value) => serialisedId(at(value, 'id')),
  name: (value) => firstText(at(value, 'subject'), at(value, 'name')),
  description: (value) => firstText(at(value, 'desc'), at(value, 'description')),
  announceOnly: (value) => at(value, 'announce') ?? at(value, 'isReadOnly'),
  infoAdminOnly: (value) => at(value, 'restrict'),
  communityParent: (value) => at(value, 'isCommunity'),
  communityAnnouncement: (value) => at(value, 'isCommunityAnnounce'),
  participants: (value) => at(value, 'participants'),
};

/** Which engine wrote a group is seen in the answer: a session may move to another engine while the worker runs. */
export function shapeOf(value: unknown): EngineShape {
  if (at(value, 'JID') !== undefined) return gows;
  return isRecord(at(value, 'groupMetadata')) ? webjs : noweb;
}
