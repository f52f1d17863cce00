import type { Group } from '../gateway.ts';
import { isGroupId } from '../identity.ts';
import { noweb, shapeOf, type EngineShape } from './engine-shapes.ts';
import { isRecord } from './json-shapes.ts';
import { parseParticipants } from './parse-participants.ts';

/** The id of a group or chat, as any engine writes it. */
export function chatIdOf(value: unknown): string | undefined {
  return shapeOf(value).id(value);
}

/**
 * A group as any of WAHA's engines shows it.
 * @returns `undefined` for what is no group, or one whose participants cannot be read
 */
export function parseGroup(value: unknown): Group | undefined {
  const shape = shapeOf(value);
  const id = shape.id(value);
  const participants = parseParticipants(shape.participants(value));
  if (id === undefined || !isGroupId(id) || participants === undefined) return undefined;
  return {
    id,
    name: shape.name(value) ?? '',
    description: shape.description(value) ?? '',
    announceOnly: shape.announceOnly(value) === true,
    infoAdminOnly: shape.infoAdminOnly(value) === true,
    community: communityOf(value, shape),
    participants,
  };
}

/** NOWEB fetches all groups also where it is asked for one (WAHA #462). */
export function isOutOfFetchAll(value: unknown): boolean {
  return shapeOf(value) === noweb && (chatIdOf(value)?.endsWith('@g.us') ?? false) && !isBareChat(value);
}

const DETAILS = new Set([
  'JID',
  'groupMetadata',
  'subject',
  'desc',
  'description',
  'announce',
  'restrict',
  'participants',
  'isCommunity',
  'isCommunityAnnounce',
  'linkedParent',
]);

/** A chat without anything about the group: an empty description would be read into it, and written over. */
export function isBareChat(value: unknown): boolean {
  return isRecord(value) && !Object.keys(value).some((name) => DETAILS.has(name));
}

function communityOf(value: unknown, shape: EngineShape): Group['community'] {
  if (shape.communityParent(value) === true) return 'parent';
  return shape.communityAnnouncement(value) === true ? 'announcement' : 'none';
}
