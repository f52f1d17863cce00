import type { GatewayEvent } from '../../../activities/gateways/webhooks.ts';
import { CUSTOMER, GROUP, ME } from './engine-examples.ts';

const SECOND = 1_666_943_582;
const EVENT_ID = 'evt_01aaaaaaaaaaaaaaaaaaaaaaaa';

export interface EventExample {
  what: string;
  gateway: 'waha' | 'wawp';
  body: unknown;
  read: Partial<GatewayEvent>;
}

const envelope = (event: string, engine: string, payload: unknown) => ({
  id: EVENT_ID,
  timestamp: 1_634_567_890_123,
  event,
  session: 'sales',
  metadata: { 'user.id': '123' },
  me: { id: ME.phone, lid: ME.lid, pushName: '~' },
  payload,
  engine,
  environment: { version: '2026.7.1', engine, tier: 'PLUS', browser: null },
});

const departure = (ours: 'yes' | 'no' | 'unknown', occurredAtMs: number): Partial<GatewayEvent> => ({
  kind: 'departure',
  eventId: EVENT_ID,
  groupId: GROUP,
  ours,
  occurredAtMs,
});

type Person = typeof ME;
/** WEBJS tells seconds; GOWS and NOWEB tell ms where the documents say seconds. */
const clocks = { WEBJS: SECOND, GOWS: SECOND * 1000 + 7, NOWEB: SECOND * 1000 + 7 };
const timeOf = (engine: keyof typeof clocks) => (engine === 'WEBJS' ? SECOND * 1000 + 999 : SECOND * 1000 + 7);

function wahaEvents(engine: keyof typeof clocks): EventExample[] {
  const timestamp = clocks[engine];
  const group = { id: GROUP };
  const left = ({ phone, lid }: Person) =>
    envelope('group.v2.participants', engine, {
      type: 'leave',
      timestamp,
      group,
      participants: [{ id: lid, pn: phone, role: 'left' }],
      _data: {},
    });
  const example = (what: string, body: unknown, read: Partial<GatewayEvent>): EventExample => ({
    what: `${engine}: ${what}`,
    gateway: 'waha',
    body,
    read,
  });
  const promotion = { type: 'promote', timestamp, group, participants: [{ id: ME.lid, pn: ME.phone, role: 'admin' }] };
  return [
    example(
      'we left',
      envelope('group.v2.leave', engine, { timestamp, group, _data: {} }),
      departure('yes', timeOf(engine)),
    ),
    example('we are among those who left', left(ME), departure('yes', timeOf(engine))),
    example('a customer left', left(CUSTOMER), departure('no', timeOf(engine))),
    example('we were promoted', envelope('group.v2.participants', engine, promotion), { kind: 'unused' }),
    example(
      'the session works',
      envelope('session.status', engine, {
        name: 'sales',
        status: 'WORKING',
        statuses: [{ status: 'STARTING', timestamp: 1_700_000_000_000 }],
      }),
      { kind: 'session', state: 'working', occurredAtMs: 1_634_567_890_123 },
    ),
  ];
}

/** The deprecated event, which only WEBJS sends, and for any member. */
const v1 = ({ phone }: Person) =>
  envelope('group.leave', 'WEBJS', {
    id: { fromMe: false, remote: GROUP, participant: phone, _serialized: `false_${GROUP}_1` },
    type: 'leave',
    timestamp: SECOND,
    chatId: GROUP,
    author: phone,
    recipientIds: [phone],
  });

const wawp = (event: string, payload: unknown) => ({ ...envelope(event, 'WEBJS', payload), session: 'default' });
const wawpLeave = ({ phone }: Person) => wawp('group.v2.leave', { chatId: GROUP, participants: { 0: phone } });

/** Events as both vendors document or send them, and what they say. */
export const events: EventExample[] = [
  ...(['WEBJS', 'NOWEB', 'GOWS'] as const).flatMap(wahaEvents),
  { what: 'WEBJS, version 1: we left', gateway: 'waha', body: v1(ME), read: departure('yes', timeOf('WEBJS')) },
  {
    what: 'WEBJS, version 1: a customer left',
    gateway: 'waha',
    body: v1(CUSTOMER),
    read: departure('no', timeOf('WEBJS')),
  },
  { what: 'Wawp: we left', gateway: 'wawp', body: wawpLeave(ME), read: departure('yes', 1_634_567_890_123) },
  {
    what: 'Wawp: a customer left',
    gateway: 'wawp',
    body: wawpLeave(CUSTOMER),
    read: departure('no', 1_634_567_890_123),
  },
  {
    what: "Wawp in WAHA's form: somebody left",
    gateway: 'wawp',
    body: wawp('group.v2.leave', { group: { id: GROUP }, timestamp: SECOND, _data: {} }),
    read: departure('unknown', timeOf('WEBJS')),
  },
  {
    what: 'Wawp: a promotion',
    gateway: 'wawp',
    body: wawp('group.v2.participants', { chatId: GROUP, action: 'promote', participants: { 0: ME.phone } }),
    read: { kind: 'unused' },
  },
  {
    what: 'Wawp, the older status',
    gateway: 'wawp',
    body: { instance_id: '123456789', status: 'SCAN_QR_CODE', qr: '…', ts: 1_722_170_400 },
    read: { kind: 'session', state: 'needs-login', occurredAtMs: 1_722_170_400_000 },
  },
];
