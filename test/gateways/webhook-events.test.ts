import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gateways } from '../../activities/gateways/registry.ts';
import { type GatewayEvent, MalformedWebhook } from '../../activities/gateways/webhooks.ts';

const { webhooks: waha } = gateways.waha;
const { webhooks: wawp } = gateways.wawp;

const GROUP = '120363000000000000@g.us';
const ME = { id: '11111111111@c.us', lid: '123123@lid', jid: '11111111111:7@s.whatsapp.net', pushName: '~' };
const WITHOUT_LID = { id: ME.id, pushName: '~' };
const SECOND = 1_700_000_000;

function event(name: string, payload: unknown, envelope: object = {}) {
  return {
    id: 'evt_01aaaaaaaaaaaaaaaaaaaaaaaa',
    timestamp: SECOND * 1000 + 250,
    event: name,
    session: 'sales',
    me: ME,
    payload,
    engine: 'WEBJS',
    ...envelope,
  };
}

const people = (participants: unknown, type = 'leave') => ({
  type,
  timestamp: SECOND,
  group: { id: GROUP },
  participants,
});

describe.each([
  ['WAHA', waha],
  ['Wawp', wawp],
])('a webhook of %s is malformed', (_kind, webhooks) => {
  it.each([
    ['text', 'group.v2.leave', 'the body is not a JSON object'],
    ['null', null, 'the body is not a JSON object'],
    ['without a name', { ...event('x', {}), event: undefined }, 'event: '],
    ['without its own id', event('group.v2.leave', people([]), { id: '' }), 'id: '],
    ['without a group', event('group.v2.leave', { timestamp: SECOND }), 'payload.group.id: '],
    ['without a payload', event('group.v2.leave', undefined), 'payload.group.id: '],
    ['with a person for a group', event('group.v2.leave', { chatId: ME.id }), 'payload.group.id: '],
    ['without a time', event('group.v2.leave', { group: { id: GROUP } }, { timestamp: 'now' }), 'timestamp: '],
    ['without the kind of change', event('group.v2.participants', { group: { id: GROUP } }), 'payload.type: '],
  ])('%s', (_what, body, field) => {
    expect(() => webhooks.read(body, 'sales')).toThrow(MalformedWebhook);
    expect(() => webhooks.read(body, 'sales')).toThrow(field);
  });
});

describe('an event is not used', () => {
  it.each([
    ['of another session', event('group.v2.leave', people([]), { session: 'support' }), 'another session'],
    ['of no session', event('group.v2.leave', people([]), { session: undefined }), 'another session'],
    ['that nothing waits for', event('message.any', { id: 'x' }), 'nothing waits'],
    ['of a promotion', event('group.v2.participants', people([{ id: ME.id }], 'promote')), 'nobody left'],
  ])('%s', (_what, body, why) => {
    expect(waha.read(body, 'sales')).toMatchObject({
      kind: 'unused',
      name: body.event,
      why: expect.stringContaining(why),
    });
  });

  it.each([
    ['that names no state', { payload: { name: 'sales' } }],
    ['that does not say when', { timestamp: undefined }],
  ])('of a session %s', (_what, changes) => {
    const body = event('session.status', { name: 'sales', status: 'WORKING' }, changes);
    expect(waha.read(body, 'sales')).toMatchObject({ kind: 'unused', name: 'session.status' });
  });
});

describe('session.status', () => {
  const status = (name: string, data = {}) => event('session.status', { name: 'sales', status: name, data });

  it.each([
    ['WORKING', 'working'],
    ['SCAN_QR_CODE', 'needs-login'],
    ['SOMETHING_NEW', 'stopped'],
  ])('%s tells the state of the session', (name, state) => {
    expect(waha.read(status(name), 'sales')).toMatchObject({ kind: 'session', state });
  });

  it('tells what WhatsApp restricts, and until when', () => {
    const reachoutTimelock = { isActive: true, timeEnforcementEnds: SECOND };
    const messageCapping = { cappingStatus: 'CAPPED', cycleEnd: null };
    expect(waha.read(status('WORKING', { reachoutTimelock }), 'sales')).toMatchObject({
      restriction: { code: 'account-restricted', untilMs: SECOND * 1_000 },
    });
    expect(waha.read(status('WORKING', { messageCapping }), 'sales')).toMatchObject({
      restriction: { code: 'message-cap' },
    });
  });

  it('says nothing of a restriction that is over', () => {
    const over = { reachoutTimelock: { isActive: false }, messageCapping: { cappingStatus: 'NONE' } };
    expect(waha.read(status('WORKING', over), 'sales')).not.toHaveProperty('restriction');
  });

  it("is understood in Wawp's older form without an envelope", () => {
    const legacy = { instance_id: 'ABCDEF123456', status: 'SCAN_QR_CODE', qr: 'x', ts: SECOND };
    expect(wawp.read(legacy, 'ABCDEF123456')).toEqual({
      kind: 'session',
      state: 'needs-login',
      occurredAtMs: SECOND * 1_000,
    });
  });
});

describe('group.v2.leave', () => {
  const payload = { timestamp: SECOND, group: { id: GROUP }, _data: {} };

  it('of WAHA is ours', () => {
    expect(waha.read(event('group.v2.leave', payload), 'sales')).toEqual({
      kind: 'departure',
      eventId: 'evt_01aaaaaaaaaaaaaaaaaaaaaaaa',
      groupId: GROUP,
      ours: 'yes',
      occurredAtMs: SECOND * 1000 + 999,
    });
  });

  it('of Wawp that names nobody could be anybody', () => {
    expect(wawp.read(event('group.v2.leave', payload), 'sales')).toMatchObject({ ours: 'unknown' });
  });

  /** As Wawp's documentation shows it: flat, participants by index, the session by the word `default`. */
  const documented = (left: string, me: object = { id: ME.id, lid: '123@lid', pushName: 'Instance' }) =>
    event('group.v2.leave', { chatId: '1234567890@g.us', participants: { 0: left } }, { session: 'default', me });

  it.each([
    ['we', documented(ME.id), 'yes'],
    ['we, by LID', documented('123@lid'), 'yes'],
    ['a customer', documented('22222222222@c.us'), 'no'],
    ['somebody by LID, while our own is unknown', documented('999@lid', WITHOUT_LID), 'unknown'],
    ['somebody, while nothing is known of us', documented(ME.id, {}), 'unknown'],
  ])('of Wawp that names who left is ours only if it was us: %s', (_who, body, ours) => {
    expect(wawp.read(body, 'ABCDEF123456')).toMatchObject({ kind: 'departure', groupId: '1234567890@g.us', ours });
  });

  it('of Wawp may come as a list of one', () => {
    expect(wawp.read([documented(ME.id)], 'ABCDEF123456')).toMatchObject({ ours: 'yes' });
    expect(() => wawp.read([documented(ME.id), documented(ME.id)], 'ABCDEF123456')).toThrow(/list of 2 events/);
  });

  it.each([
    ['payload.group.id', { group: { id: GROUP } }],
    ['payload.chatId', { chatId: GROUP }],
    ['payload.id', { id: GROUP }],
    ['payload.id.remote', { id: { remote: GROUP, _serialized: `false_${GROUP}_x` } }],
  ])('has its group in %s', (_where, place) => {
    expect(waha.read(event('group.v2.leave', { ...payload, group: undefined, ...place }), 'sales')).toMatchObject({
      groupId: GROUP,
    });
  });
});

describe('group.v2.participants', () => {
  it.each([
    ['our phone id', [{ id: '777@lid', pn: ME.id, role: 'left' }], ME, 'yes'],
    ['our LID', [{ id: ME.lid, pn: null, role: 'left' }], ME, 'yes'],
    ['our phone id on a device', ['11111111111:3@s.whatsapp.net'], WITHOUT_LID, 'yes'],
    ['us among others', [{ id: '22222222222@c.us' }, { id: ME.id }], ME, 'yes'],
    ['somebody else', [{ id: '22222222222@c.us', role: 'left' }], ME, 'no'],
    [
      'somebody else by both ids, while our LID is unknown',
      [{ id: '999@lid', pn: '22222222222@c.us' }],
      WITHOUT_LID,
      'no',
    ],
    ['a LID, while ours is unknown', [{ id: '999@lid', pn: null }], WITHOUT_LID, 'unknown'],
    ["the digits of our phone id as somebody's LID", [{ id: '11111111111@lid' }], WITHOUT_LID, 'unknown'],
    ['somebody else, and a LID', [{ id: '22222222222@c.us' }, { id: '999@lid' }], WITHOUT_LID, 'unknown'],
    ['nobody', [], ME, 'unknown'],
    ['something that is no person', [{ role: 'left' }], ME, 'unknown'],
  ])('that names %s', (_who, participants, me, ours) => {
    const body = event('group.v2.participants', people(participants), { me });
    expect(waha.read(body, 'sales')).toMatchObject({ kind: 'departure', groupId: GROUP, ours });
    expect(wawp.read(body, 'sales')).toMatchObject({ kind: 'departure', groupId: GROUP, ours });
  });

  it.each(['leave', 'remove'])("is a departure by Wawp's word for it, too: %s", (action) => {
    const body = event('group.v2.participants', { chatId: GROUP, action, participants: { 0: ME.id } });
    expect(wawp.read(body, 'sales')).toMatchObject({ kind: 'departure', ours: 'yes' });
  });
});

describe('group.leave, which WEBJS sends for any member', () => {
  const payload = (recipientIds: string[]) => ({
    id: { fromMe: false, remote: GROUP, participant: 'x', _serialized: `false_${GROUP}_1` },
    type: 'leave',
    timestamp: SECOND,
    chatId: GROUP,
    author: ME.id,
    recipientIds,
  });
  it.each([
    ['us', [ME.id], 'yes'],
    ['somebody else', ['22222222222@c.us'], 'no'],
    ['nobody', [], 'unknown'],
  ])('that names %s', (_who, recipientIds, ours) => {
    expect(waha.read(event('group.leave', payload(recipientIds)), 'sales')).toMatchObject({ groupId: GROUP, ours });
  });
});

describe('the time of an event', () => {
  it.each([
    ['in seconds is the end of that second', SECOND, SECOND * 1000 + 999],
    ['in milliseconds is as told', SECOND * 1000 + 7, SECOND * 1000 + 7],
    ['that is missing is the envelope’s', undefined, SECOND * 1000 + 250],
    ['that is nonsense is the envelope’s', -5, SECOND * 1000 + 250],
    ['beyond all dates is the envelope’s', 9e15, SECOND * 1000 + 250],
  ])('%s', (_what, timestamp, occurredAtMs) => {
    const body = event('group.v2.leave', { group: { id: GROUP }, timestamp });
    expect(waha.read(body, 'sales')).toMatchObject({ occurredAtMs });
  });
});

describe('a reader', () => {
  const fields = [
    'event',
    'session',
    'id',
    'payload',
    'me',
    'lid',
    'group',
    'participants',
    'recipientIds',
    'type',
    'timestamp',
    'chatId',
    '0',
  ];
  const leaf = fc.oneof(
    fc.constantFrom<unknown>('group.v2.leave', 'group.v2.participants', 'sales', 'leave', GROUP, ME.id, ME.lid, SECOND),
    fc.jsonValue(),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.constantFrom(...fields), fc.string()), tie('tree'), { maxKeys: 6 }),
    ),
  }));
  const envelope = fc.oneof(
    tree,
    fc
      .tuple(fc.constantFrom('group.v2.leave', 'group.v2.participants', 'group.leave'), tree, tree)
      .map(([name, payload, me]) => event(name, payload, { me })),
  );

  it.each([
    ['WAHA', waha],
    ['Wawp', wawp],
  ])('of %s never fails but by its declared error, and repeats nothing of the body', (_kind, webhooks) => {
    fc.assert(
      fc.property(envelope, (body) => {
        const outcome = reading(() => webhooks.read(body, 'sales'));
        expect(outcome).toMatch(/^(departure|unused|MalformedWebhook: )/);
        expect(outcome).not.toContain(ME.id);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never calls a departure ours that names only others', () => {
    const others = fc.array(
      fc.stringMatching(/^[2-9]\d{9,12}$/).map((digits) => `${digits}@c.us`),
      { minLength: 1 },
    );
    const strangers = others.filter((ids) => !ids.includes(ME.id));
    fc.assert(
      fc.property(strangers, fc.constantFrom('group.v2.leave', 'group.v2.participants', 'group.leave'), (ids, name) => {
        for (const participants of [ids, Object.fromEntries(ids.entries()), ids.map((id) => ({ id }))]) {
          const body = event(name, people(participants));
          expect(waha.read(body, 'sales')).toMatchObject({ ours: 'no' });
          expect(wawp.read(body, 'sales')).toMatchObject({ ours: 'no' });
        }
      }),
    );
  });
});

function reading(read: () => GatewayEvent): string {
  try {
    return read().kind;
  } catch (error) {
    return String(error);
  }
}
