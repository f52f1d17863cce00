import type { CommunityKind, Group } from '../gateway.ts';
import { isGroupId } from '../identity.ts';
import { at, firstText, serialisedId } from './json-shapes.ts';
import { parseParticipants } from './parse-participants.ts';

/** The id of a group or chat, as WEBJS writes it. */
export function chatIdOf(value: unknown): string | undefined {
  return serialisedId(at(value, 'id')) ?? serialisedId(at(value, 'groupMetadata', 'id'));
}

/**
 * A group as whatsapp-web.js shows it: a chat whose `groupMetadata` is WhatsApp Web's own. The names of the community
 * fields are WhatsApp Web's and documented nowhere.
 * @returns `undefined` for what is no group, or one whose participants cannot be read
 */
export function parseGroup(value: unknown): Group | undefined {
  const id = chatIdOf(value);
  const metadata = at(value, 'groupMetadata');
  const participants = parseParticipants(at(metadata, 'participants') ?? at(value, 'participants'));
  if (id === undefined || !isGroupId(id) || participants === undefined) return undefined;
  return {
    id,
    name: firstText(at(value, 'name'), at(metadata, 'subject'), at(value, 'subject')) ?? '',
    description: firstText(at(metadata, 'desc'), at(value, 'description')) ?? '',
    announceOnly: at(metadata, 'announce') === true,
    infoAdminOnly: at(metadata, 'restrict') === true,
    community: communityOf(metadata),
    participants,
  };
}

function communityOf(metadata: unknown): CommunityKind {
  if (at(metadata, 'isParentGroup') === true) return 'parent';
  return at(metadata, 'defaultSubgroup') === true ? 'announcement' : 'none';
}
