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

/** Baileys' own spelling of a phone id. */
const jid = (phoneId: string) => phoneId.replace('@c.us', '@s.whatsapp.net');

type Person = typeof ME;
/** In a group by phone id the LID stands beside it; in a group by LID the phone, where it is not hidden. */
const byPhone = ({ phone, lid }: Person, admin: string | null) => ({ id: jid(phone), lid, admin });
const byLid = ({ phone, lid }: Person, admin: string | null) => ({ id: lid, phoneNumber: jid(phone), admin });
const hidden = ({ lid }: Person) => ({ id: lid, admin: null });

/** `GroupMetadata` of Baileys. */
function metadata(id: string, participants: unknown[], addressingMode: 'pn' | 'lid') {
  return {
    id,
    addressingMode,
    subject: 'Vendas SP',
    subjectOwner: jid(SUCCESSOR.phone),
    owner: jid(SUCCESSOR.phone),
    desc: 'Welcome',
    descId: '3AFB17203CC63ADB8D35',
    announce: true,
    restrict: true,
    isCommunity: false,
    isCommunityAnnounce: false,
    linkedParent: undefined,
    creation: 1_600_000_000,
    size: participants.length,
    participants,
  };
}

const pnGroup = metadata(GROUP, [byPhone(ME, 'admin'), byPhone(SUCCESSOR, null), byPhone(CUSTOMER, null)], 'pn');
const lidGroup = metadata(GROUP, [byLid(ME, 'admin'), byLid(SUCCESSOR, null), hidden(CUSTOMER)], 'lid');
const withoutUs = metadata(OTHER_GROUP, [byPhone(CUSTOMER, 'superadmin')], 'pn');

/** WAHA with NOWEB: Baileys as its sources show it. */
export const wahaNoweb: EngineExamples = {
  gateway: 'waha',
  ...sessionOf('NOWEB'),
  ...commonAnswers,
  group: jsonExample(pnGroup),
  groupByLid: jsonExample(lidGroup),
  groupWithoutPeople: jsonExample(metadata(GROUP, [], 'pn')),
  participants: jsonExample(pnGroup.participants),
  listing: jsonExample({ [OTHER_GROUP]: withoutUs, [GROUP]: pnGroup }),
  listingByLid: jsonExample({ [OTHER_GROUP]: withoutUs, [GROUP]: lidGroup }),
  inviteCode: textExample(INVITE_CODE),
  noInviteCode: engineError('NOWEB', { message: 'not-authorized', data: 401, isBoom: true }),
  description: textExample(''),
  promoted: jsonExample([{ status: '200', jid: jid(SUCCESSOR.phone), content: {} }], 201),
  notPromoted: jsonExample([{ status: '404', jid: jid(SUCCESSOR.phone), content: {} }], 201),
  sent: sentMessage,
  messages,
  left: textExample('', 201),
  missing: engineError('NOWEB', { message: `Group with id '${GROUP}' not found` }),
  tooMuch: engineError('NOWEB', { message: 'rate-overlimit', data: 429, isBoom: true }),
};
