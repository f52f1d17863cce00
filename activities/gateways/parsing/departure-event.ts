import type { PersonId } from '../gateway.ts';
import { isGroupId, samePerson } from '../identity.ts';
import { at, firstText, isRecord, listOf, serialisedId } from './json-shapes.ts';
import { identitiesOf } from './parse-participants.ts';
import { sessionEvent } from './session-event.ts';
import { isInSeconds, toMs } from './timestamps.ts';
import { unused } from './unused-event.ts';
import { MalformedWebhook, type DepartureEvent, type GatewayEvent } from '../webhooks.ts';

/** Where the gateways that speak WAHA's events differ. */
export interface EventDialect {
  /** Whose departure `group.v2.leave` tells when it names nobody. */
  unnamedLeave: 'yes' | 'unknown';
  /** Whether an event's `session` is the one of this endpoint. */
  belongsTo(eventSession: string | undefined, session: string): boolean;
}

/**
 * Reads an event of WAHA's kind: both vendors' shapes of `group.v2.leave`, `group.v2.participants` and `group.leave`, and
 * `session.status`.
 * @throws {MalformedWebhook} naming the field
 */
export function readEvent(body: unknown, session: string, dialect: EventDialect): GatewayEvent {
  if (!isRecord(body)) throw new MalformedWebhook('the body is not a JSON object');
  const name = firstText(body.event);
  if (!name) throw new MalformedWebhook('event: a name is missing');
  if (!dialect.belongsTo(firstText(body.session), session)) return unused(name, 'it is about another session');
  if (name === 'group.v2.leave') return departure(body, dialect.unnamedLeave);
  if (name === 'group.leave') return departure(body, 'unknown');
  if (name === 'session.status') return sessionEvent(body);
  if (name !== 'group.v2.participants') return unused(name, 'nothing waits for it');
  const action = firstText(at(body.payload, 'type'), at(body.payload, 'action'));
  if (!action) throw new MalformedWebhook('payload.type: the kind of change is missing');
  return action === 'leave' || action === 'remove' ? departure(body, 'unknown') : unused(name, 'nobody left');
}

function departure(body: Record<string, unknown>, unnamed: EventDialect['unnamedLeave']): DepartureEvent {
  const { payload } = body;
  const eventId = firstText(body.id);
  if (!eventId) throw new MalformedWebhook('id: the id of the event is missing');
  const groupId = groupIdIn(payload);
  if (!groupId) throw new MalformedWebhook('payload.group.id: the id of the group is missing');
  const occurredAtMs = latestMs(at(payload, 'timestamp')) ?? latestMs(body.timestamp);
  if (occurredAtMs === undefined) throw new MalformedWebhook('timestamp: the time of the event is missing');
  const left = listOf(at(payload, 'participants') ?? at(payload, 'recipientIds')) ?? [];
  const ours = left.length === 0 ? unnamed : namesUs(left.map(identitiesOf), identitiesOf(body.me));
  return { kind: 'departure', eventId, groupId, ours, occurredAtMs };
}

function groupIdIn(payload: unknown): string | undefined {
  const places = [at(payload, 'group', 'id'), at(payload, 'chatId'), at(payload, 'id'), at(payload, 'id', 'remote')];
  return places.map(serialisedId).find((id) => id !== undefined && isGroupId(id));
}

/** A second is taken at its end: at its beginning, a departure would seem older than the leave that caused it. */
function latestMs(timestamp: unknown): number | undefined {
  const timeMs = toMs(timestamp);
  return timeMs !== undefined && isInSeconds(timestamp) ? timeMs + 999 : timeMs;
}

/**
 * Whether one of those who left is us. "No" takes for each of them an identity in a namespace in which ours is known:
 * somebody named by LID alone may be us as long as our own LID is not known.
 */
function namesUs(left: PersonId[][], me: PersonId[]): DepartureEvent['ours'] {
  if (left.some((ids) => samePerson(ids, me))) return 'yes';
  const ours = new Set(me.map(namespaceOf));
  return left.every((ids) => ids.some((id) => ours.has(namespaceOf(id)))) ? 'no' : 'unknown';
}

function namespaceOf(id: PersonId): string {
  return id.slice(id.indexOf('@'));
}
