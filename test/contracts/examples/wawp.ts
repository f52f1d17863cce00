import {
  CUSTOMER,
  type EngineExamples,
  GROUP,
  INVITE_CODE,
  jsonExample,
  ME,
  OTHER_GROUP,
  SENT_SECOND,
  SUCCESSOR,
  textExample,
} from './engine-examples.ts';

/** Wawp's documents show lists as objects by index. */
const indexed = (list: unknown[]) => Object.fromEntries(list.entries());

const participant = (id: string, isAdmin = false) => ({ id, isAdmin, isSuperAdmin: false });

function chat(id: string, participants: unknown[]) {
  const groupMetadata = { desc: 'Welcome', announce: true, restrict: true, participants: indexed(participants) };
  return { id, name: 'Vendas SP', isGroup: true, timestamp: 1_700_000_000, groupMetadata };
}

const byPhone = [participant(ME.phone, true), participant(SUCCESSOR.phone), participant(CUSTOMER.phone)];
const byLid = [participant(ME.lid, true), participant(SUCCESSOR.lid), participant(CUSTOMER.lid)];
const withoutUs = chat(OTHER_GROUP, [participant(CUSTOMER.phone)]);

const message = {
  _data: {
    id: { fromMe: true, remote: GROUP, id: '3EB0ABCDEF', _serialized: `true_${GROUP}_3EB0ABCDEF` },
    body: 'Goodbye',
    t: SENT_SECOND,
    ack: 0,
  },
};

const session = (me: object) => jsonExample({ status: 'WORKING', me: { ...me, pushName: 'Instance' } });

/** Wawp v2, after the examples in its documents; groups as its engine, WEBJS by all signs, tells them. */
export const wawp: EngineExamples = {
  gateway: 'wawp',
  session: session({ id: ME.phone, lid: ME.lid }),
  sessionWithoutLid: session({ id: ME.phone }),
  group: jsonExample(chat(GROUP, byPhone)),
  groupByLid: jsonExample(chat(GROUP, byLid)),
  groupWithoutPeople: jsonExample(chat(GROUP, [])),
  participants: jsonExample(indexed(byPhone)),
  listing: jsonExample(indexed([withoutUs, chat(GROUP, byPhone)])),
  listingByLid: jsonExample(indexed([withoutUs, chat(GROUP, byLid)])),
  inviteCode: textExample(INVITE_CODE),
  noInviteCode: textExample('undefined'),
  description: jsonExample({ ok: true }),
  promoted: jsonExample({ ok: true }),
  sent: jsonExample(message),
  messages: jsonExample(indexed([message])),
  left: jsonExample({ ok: true }),
  missing: jsonExample({ status: 404, message: 'Group not found', error: 'Not Found' }, 404),
  sessionDown: jsonExample({ code: 'invalid_session', message: 'Session not found' }, 404),
  tooMuch: jsonExample({ status: 429, message: 'Too many requests', error: 'Too Many Requests' }, 429),
};

/**
 * An instance of Wawp whose groups and messages are told by another engine: its documents name none. What Wawp documents itself
 * stays as it is.
 */
export function wawpOn(engine: EngineExamples): EngineExamples {
  const { session: own, sessionWithoutLid, description, promoted, left, sessionDown } = wawp;
  const { participantsV2: _v2, lid: _lid, newMessageId: _id, ...told } = engine;
  return { ...told, gateway: 'wawp', session: own, sessionWithoutLid, description, promoted, left, sessionDown };
}
