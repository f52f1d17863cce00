import {
  CUSTOMER,
  type EngineExamples,
  GROUP,
  INVITE_CODE,
  jsonExample,
  ME,
  OTHER_GROUP,
  SUCCESSOR,
  textExample,
} from './engine-examples.ts';
import { commonAnswers, engineError, messages, sentMessage, sessionOf } from './waha-shared.ts';

const wid = (id: string) => {
  const [user, server] = id.split('@');
  return { server, user, _serialized: id };
};

const participant = (id: string, isAdmin = false) => ({ id: wid(id), isAdmin, isSuperAdmin: false });

/** A chat of whatsapp-web.js, as WAHA hands it through. */
function chat(id: string, participants: unknown[], name = 'Vendas SP') {
  return {
    id: wid(id),
    name,
    isGroup: true,
    isReadOnly: false,
    unreadCount: 0,
    timestamp: 1_700_000_000,
    groupMetadata: {
      id: wid(id),
      creation: 1_600_000_000,
      owner: wid(SUCCESSOR.phone),
      desc: 'Welcome',
      announce: true,
      restrict: true,
      isParentGroup: false,
      defaultSubgroup: false,
      size: participants.length,
      participants,
    },
  };
}

const byPhone = [participant(ME.phone, true), participant(SUCCESSOR.phone), participant(CUSTOMER.phone)];
const byLid = [participant(ME.lid, true), participant(SUCCESSOR.lid), participant(CUSTOMER.lid)];
const withoutUs = chat(OTHER_GROUP, [participant(CUSTOMER.phone)], 'Other');

/** WAHA with WEBJS: whatsapp-web.js as its sources show it. */
export const wahaWebjs: EngineExamples = {
  gateway: 'waha',
  ...sessionOf('WEBJS'),
  ...commonAnswers,
  group: jsonExample(chat(GROUP, byPhone)),
  groupByLid: jsonExample(chat(GROUP, byLid)),
  groupWithoutPeople: jsonExample(chat(GROUP, [])),
  participants: jsonExample(byPhone),
  listing: jsonExample([withoutUs, chat(GROUP, byPhone)]),
  listingByLid: jsonExample([withoutUs, chat(GROUP, byLid)]),
  inviteCode: textExample(INVITE_CODE),
  noInviteCode: textExample('undefined'),
  description: jsonExample(true),
  promoted: jsonExample({ status: 200 }, 201),
  sent: sentMessage,
  messages,
  left: textExample('', 201),
  missing: engineError('WEBJS', { message: "Cannot read properties of undefined (reading 'leave')" }),
  tooMuch: engineError('WEBJS', { message: 'IQErrorRateOverlimit' }),
};
