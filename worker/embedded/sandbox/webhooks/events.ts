import type { Outcome } from '../world/rules.ts';
import { listedAs } from '../world/rules.ts';
import type { Person, SandboxGroup, SandboxNumber } from '../world/types.ts';
import { participantV2, seconds } from '../waha/shapes.ts';
import { indexed } from '../wawp/indexed.ts';
import type { GatewayEvent } from './envelope.ts';

/** The part of a happening that the gateways have events for. */
interface Change {
  type: 'leave' | 'promote';
  group: SandboxGroup;
  who: Person[];
  atMs: number;
}

/** What one number's gateway tells about a happening in a group that the number is in, or has just left. */
export function eventsFor(number: SandboxNumber, happening: Outcome, atMs: number): GatewayEvent[] {
  return changesIn(happening, atMs).flatMap((change) => {
    const events = number.gateway === 'waha' ? wahaEvents(number, change) : wawpEvents(change);
    return events.map((event) => ({ ...event, groupId: change.group.id, occurredAtMs: atMs }));
  });
}

function changesIn(happening: Outcome, atMs: number): Change[] {
  if (happening.effect === 'promoted') return [{ type: 'promote', group: happening.group, who: happening.who, atMs }];
  if (happening.effect !== 'left') return [];
  const { group, who, successor } = happening;
  const left: Change = { type: 'leave', group, who: [who], atMs };
  return successor ? [left, { type: 'promote', group, who: [successor], atMs }] : [left];
}

/**
 * WAHA on WEBJS: `group.v2.leave` about ourselves alone, and never where the group is listed by LID, since the engine
 * compares with the phone id only (WAHA #2206); `group.leave`, deprecated, about anybody, but not in communities
 * (WAHA #912). Times are in seconds.
 */
function wahaEvents(number: SandboxNumber, { type, group, who, atMs }: Change) {
  const timestamp = seconds(atMs);
  const role = type === 'leave' ? 'left' : 'admin';
  const participants = who.map((one) => participantV2(group, one, role));
  const common = { timestamp, group: { id: group.id }, _data: {} };
  const events = [{ event: 'group.v2.participants', payload: { type, ...common, participants } }];
  if (type === 'promote') return events;
  const isOwn = group.addressing === 'phone' && who.some((one) => one.phoneId === number.phoneId);
  const own = isOwn ? [{ event: 'group.v2.leave', payload: common }] : [];
  const old = group.community === 'none' ? [{ event: 'group.leave', payload: oldLeave(group, who, timestamp) }] : [];
  return [...own, ...events, ...old];
}

function oldLeave(group: SandboxGroup, who: Person[], timestamp: number) {
  const recipientIds = who.map((one) => listedAs(group, one));
  const [author] = recipientIds;
  const id = {
    fromMe: false,
    remote: group.id,
    participant: author,
    _serialized: `false_${group.id}_${timestamp}_${author}`,
  };
  return { id, type: 'leave', timestamp, chatId: group.id, author, recipientIds };
}

/** Wawp by its documents: `group.v2.leave` about any member, arrays as objects keyed by index. */
function wawpEvents({ type, group, who }: Change) {
  const participants = indexed(who.map((one) => listedAs(group, one)));
  const told = { event: 'group.v2.participants', payload: { chatId: group.id, action: type, participants } };
  if (type === 'promote') return [told];
  return [{ event: 'group.v2.leave', payload: { chatId: group.id, participants } }, told];
}
