import { customerOfCell } from '../people.ts';
import { heldSilent, type Row } from '../row.ts';

const noAdmin = (instanceId: string) => [{ instanceId }, { phoneId: customerOfCell, role: 'admin' as const }];

/** Wawp documents no way from a phone number to a LID. */
const noLookUp = heldSilent('no-successor');

/** Nobody writes in a community itself, and it takes no description by the way of groups. */
function undescribed(code: string) {
  return {
    goodbyes: 0,
    unusual: { 'closing-description': `skipped: ${code}`, goodbye: 'skipped: community-parent' },
  };
}

/** Groups that are not like others. */
export const groupRows: Row[] = [
  {
    fault: 'announce-only',
    when: 'we are admin',
    story: 'says goodbye as an admin where only admins may write',
    expected: {},
  },
  {
    fault: 'announce-only',
    when: 'we are no admin',
    story: 'skips the goodbye that it may not write, and says why',
    members: noAdmin,
    expected: {
      goodbyes: 0,
      unusual: {
        'invite-code': 'skipped: not-an-admin',
        successor: 'skipped: not-an-admin',
        goodbye: 'skipped: announce-only',
      },
    },
  },
  {
    fault: 'announce-only',
    when: 'after the pre-flight, we are no admin',
    story: 'asks a person where the goodbye is refused that was allowed a moment ago',
    settings: { operation: 'send-text' },
    members: noAdmin,
    expected: {
      ...heldSilent('goodbye-failed'),
      unusual: { 'invite-code': 'skipped: not-an-admin', successor: 'skipped: not-an-admin' },
    },
  },
  {
    fault: 'denied-when-announce-only',
    when: 'we are admin',
    story: 'takes a refused message for no departure, and asks a person',
    expected: heldSilent('goodbye-failed'),
  },
  {
    fault: 'community-parent',
    when: 'always',
    story: 'asks a person before it leaves a community',
    expected: heldSilent('community-group'),
  },
  {
    fault: 'community-announcement',
    when: 'always',
    story: 'asks a person before it leaves a community',
    expected: heldSilent('community-group'),
  },
  {
    fault: 'community-parent',
    when: 'allowed by the request',
    story: 'leaves a community where the request says so, though it takes neither a description nor a goodbye',
    request: { allowCommunity: true },
    expected: undescribed('bad-request'),
    on: { 'waha/WEBJS': undescribed('denied'), wawp: undescribed('not-read-back') },
  },
  {
    fault: 'community-announcement',
    when: 'allowed by the request',
    story: 'leaves a community where the request says so',
    request: { allowCommunity: true },
    expected: {},
  },
  {
    fault: 'lid-addressing',
    when: 'always',
    story: 'finds us and the successor among LIDs, or asks a person where it cannot',
    expected: {},
    on: { wawp: noLookUp },
  },
  {
    fault: 'only-lids',
    when: 'always',
    story: 'asks for the LID of the successor, or a person where it cannot',
    expected: {},
    on: { wawp: noLookUp },
  },
];
