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

const jid = (phoneId: string) => phoneId.replace('@c.us', '@s.whatsapp.net');

type Person = typeof ME;
/** whatsmeow writes an id that it does not have as an empty text. */
const participant = (JID: string, PhoneNumber: string, LID: string, IsAdmin = false) => ({
  JID,
  PhoneNumber,
  LID,
  IsAdmin,
  IsSuperAdmin: false,
  DisplayName: '',
  Error: 0,
  AddRequest: null,
});
const byPhone = ({ phone, lid }: Person, isAdmin = false) => participant(jid(phone), jid(phone), lid, isAdmin);
const byLid = ({ phone, lid }: Person, isAdmin = false) => participant(lid, jid(phone), lid, isAdmin);
const hidden = ({ lid }: Person) => participant(lid, '', lid);

/** `GroupInfo` of whatsmeow, by the names of its Go fields. */
function groupInfo(id: string, participants: unknown[], AddressingMode: 'pn' | 'lid') {
  return {
    JID: id,
    OwnerJID: SUCCESSOR.lid,
    OwnerPN: jid(SUCCESSOR.phone),
    Name: 'Vendas SP',
    NameSetAt: '2024-01-01T00:00:00Z',
    Topic: 'Welcome',
    TopicID: '3AFB17203CC63ADB8D35',
    TopicDeleted: false,
    IsLocked: true,
    IsAnnounce: true,
    IsEphemeral: false,
    IsParent: false,
    IsDefaultSubGroup: false,
    LinkedParentJID: '',
    AddressingMode,
    GroupCreated: '2020-09-13T12:26:40Z',
    Participants: participants,
  };
}

const pnGroup = groupInfo(GROUP, [byPhone(ME, true), byPhone(SUCCESSOR), byPhone(CUSTOMER)], 'pn');
const lidGroup = groupInfo(GROUP, [byLid(ME, true), byLid(SUCCESSOR), hidden(CUSTOMER)], 'lid');
const withoutUs = groupInfo(OTHER_GROUP, [byPhone(CUSTOMER, true)], 'pn');

/** WAHA with GOWS: whatsmeow as its sources show it. */
export const wahaGows: EngineExamples = {
  gateway: 'waha',
  ...sessionOf('GOWS'),
  ...commonAnswers,
  group: jsonExample(pnGroup),
  groupByLid: jsonExample(lidGroup),
  groupWithoutPeople: jsonExample(groupInfo(GROUP, [], 'pn')),
  participants: jsonExample(pnGroup.Participants),
  listing: jsonExample([withoutUs, pnGroup]),
  listingByLid: jsonExample([withoutUs, lidGroup]),
  inviteCode: textExample(`https://chat.whatsapp.com/${INVITE_CODE}`),
  noInviteCode: engineError('GOWS', { message: '2 UNKNOWN: info query returned status 401: not-authorized' }),
  description: textExample(''),
  promoted: jsonExample([byPhone(SUCCESSOR, true)], 201),
  notPromoted: jsonExample([{ ...byPhone(SUCCESSOR), Error: 404 }], 201),
  sent: sentMessage,
  messages,
  left: textExample('', 201),
  missing: engineError('GOWS', { message: '2 UNKNOWN: info query returned status 404: item-not-found' }),
  tooMuch: engineError('GOWS', { message: '2 UNKNOWN: info query returned status 429: rate-overlimit' }),
};
