import { engineOf } from '../waha/engines/of.ts';
import { waMessage } from '../waha/shapes.ts';
import { indexed } from '../wawp/indexed.ts';
import { noticesOwnLid } from '../world/release.ts';
import { listedAs, type Happening } from '../world/rules.ts';
import type { Person, SandboxGroup, SandboxNumber } from '../world/types.ts';
import type { GatewayEvent } from './envelope.ts';

/** The part of a happening that the gateways have events for. */
interface Change {
  type: 'leave' | 'promote';
  group: SandboxGroup;
  who: Person[];
  atMs: number;
}

/** What one number's gateway tells about a happening in a group that the number is in, or has just left. */
export function eventsFor(number: SandboxNumber, happening: Happening, atMs: number): GatewayEvent[] {
  if (happening.effect === 'said') {
    const { group, message } = happening;
    const payload =
      number.gateway === 'waha' ? engineOf(number).message(number, group, message) : waMessage(number, message);
    return [{ event: 'message.any', payload, groupId: group.id, occurredAtMs: atMs }];
  }
  return changesIn(happening, atMs).flatMap((change) => {
    const events = number.gateway === 'waha' ? wahaEvents(number, change) : wawpEvents(change);
    return events.map((event) => ({ ...event, groupId: change.group.id, occurredAtMs: atMs }));
  });
}

function changesIn(happening: Happening, atMs: number): Change[] {
  if (happening.effect === 'promoted') return [{ type: 'promote', group: happening.group, who: happening.who, atMs }];
  if (happening.effect !== 'left') return [];
  const { group, who, successor } = happening;
  const left: Change = { type: 'leave', group, who: [who], atMs };
  return successor ? [left, { type: 'promote', group, who: [successor], atMs }] : [left];
}

/**
 * `group.v2.leave` is about ourselves alone, and where the group is listed by LID most releases do not notice that it is
 * us (WAHA #2206); `group.leave`, deprecated, is about anybody, of WEBJS alone (WAHA #778, #583), and not in communities
 * (WAHA #912). Times are in seconds on WEBJS, in milliseconds on the others.
 */
function wahaEvents(number: SandboxNumber, { type, group, who, atMs }: Change) {
  const engine = engineOf(number);
  const timestamp = engine.eventTime(atMs);
  const role = type === 'leave' ? 'left' : 'admin';
  const participants = who.map((one) => ({ id: listedAs(group, one), pn: engine.phoneIdInEvents(group, one), role }));
  const common = { timestamp, group: { id: group.id }, _data: {} };
  const events = [{ event: 'group.v2.participants', payload: { type, ...common, participants } }];
  if (type === 'promote') return events;
  const isNoticed = group.addressing === 'phone' || noticesOwnLid(number);
  const isOwn = isNoticed && who.some((one) => one.phoneId === number.phoneId);
  const own = isOwn ? [{ event: 'group.v2.leave', payload: common }] : [];
  const hasOld = number.engine === 'WEBJS' && group.community === 'none';
  const old = hasOld ? [{ event: 'group.leave', payload: oldLeave(group, who, timestamp) }] : [];
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
