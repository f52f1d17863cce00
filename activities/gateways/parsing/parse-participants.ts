import type { Participant, PersonId, Role } from '../gateway.ts';
import { normalisePersonId } from '../identity.ts';
import { at, isRecord, listOf, serialisedId } from './json-shapes.ts';

/** Where gateways write a person's identities, over all engines. */
const IDENTITY_FIELDS = ['id', 'pn', 'lid', 'phoneNumber', 'jid', 'JID', 'PhoneNumber', 'LID'];

/** Every identity that an answer or event names for one person, normalised, in the order of the fields. */
export function identitiesOf(person: unknown): PersonId[] {
  const raw = isRecord(person) ? IDENTITY_FIELDS.map((field) => serialisedId(person[field])) : [serialisedId(person)];
  const ids = raw.map((id) => id && normalisePersonId(id));
  return [...new Set(ids.filter((id): id is PersonId => Boolean(id)))];
}

/**
 * The participants of a group, from any engine's list. People who left but are still listed are not among them.
 * @returns empty where the list is missing, or is bare ids that tell nobody's role; `undefined` when an entry cannot be
 *   read, since a list with a hole could hide ourselves
 */
export function parseParticipants(value: unknown): Participant[] | undefined {
  const entries = (listOf(value) ?? []).filter((entry) => at(entry, 'role') !== 'left');
  if (entries.every((entry) => typeof entry === 'string')) return [];
  const participants = entries.map(parseParticipant);
  return participants.every((participant) => participant !== undefined) ? participants : undefined;
}

function parseParticipant(entry: unknown): Participant | undefined {
  const listedAs = serialisedId(at(entry, 'id')) ?? serialisedId(at(entry, 'JID')) ?? serialisedId(entry);
  if (listedAs === undefined) return undefined;
  const ids = identitiesOf(entry);
  // Kinds of ids that are newer than this code stay as they are: nobody is left out of the list.
  return { ids: ids.length > 0 ? ids : [listedAs], role: roleOf(entry), listedAs };
}

function roleOf(entry: unknown): Role {
  const named = [at(entry, 'role'), at(entry, 'admin')];
  const marked = (...marks: string[]) => marks.some((mark) => at(entry, mark) === true);
  if (marked('isSuperAdmin', 'IsSuperAdmin') || named.includes('superadmin')) return 'superadmin';
  if (marked('isAdmin', 'IsAdmin') || named.includes('admin')) return 'admin';
  return 'participant';
}
