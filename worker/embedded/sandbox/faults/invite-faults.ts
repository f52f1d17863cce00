import { bare, json, type Answer } from '../http/answer.ts';
import type { Fault } from './fault.ts';
import { EVERYWHERE, WAHA, WAWP_AS_WEBJS, WEBJS_LIKE, WITHOUT_BROWSER, eachOf } from './places.ts';

/** What becomes of the code in an answer that has one; refusals stay as they are. */
function withCode(answer: Answer, change: (code: string) => Answer): Answer {
  if (answer.kind !== 'http' || answer.status !== 200 || answer.body === '') return answer;
  return change(answer.body.replace(/^.*\//, ''));
}

/** The many forms of an invite code, and of there being none. */
export const inviteFaults = {
  'invite-undefined': {
    what: 'HTTP 200 and the word `undefined` for an invite code',
    source: 'OpenWA PR #1122',
    possibleOn: WEBJS_LIKE,
    notOn: {
      'waha/NOWEB': 'answers nothing for no code: `invite-empty`',
      'waha/GOWS': 'answers an error for no code: `invite-refused`',
    },
    operations: ['invite-code'],
    onCall: () => bare('undefined'),
  },
  'invite-empty': {
    what: 'HTTP 200 and nothing for an invite code',
    source: 'OpenWA PR #1122; Green API, data of a group; Baileys #2556',
    possibleOn: ['waha/WEBJS', 'waha/NOWEB', 'wawp'],
    notOn: { 'waha/GOWS': 'answers an error for no code: `invite-refused`' },
    operations: ['invite-code'],
    onCall: () => bare(undefined),
  },
  'invite-refused': {
    what: 'HTTP 500 with 401 inside for an invite code, also for an admin',
    source: 'OpenWA PR #1122',
    possibleOn: WITHOUT_BROWSER,
    notOn: { 'waha/WEBJS': 'swallows the refusal: `invite-empty`', wawp: WAWP_AS_WEBJS },
    operations: ['invite-code'],
    onCall: ({ dialect, request }) => dialect.refusal('not-authorized', request),
  },
  'invite-bare-500': {
    what: 'HTTP 500 for an invite code, and not a word why',
    source: 'OpenWA PR #1122',
    possibleOn: ['waha/NOWEB'],
    notOn: {
      'waha/WEBJS': 'swallows the refusal: `invite-empty`',
      'waha/GOWS': 'was never seen to: the report is about NOWEB',
      wawp: WAWP_AS_WEBJS,
    },
    operations: ['invite-code'],
    onCall: () => json({ statusCode: 500, message: 'Internal server error' }, 500),
  },
  'invite-url': {
    what: 'the invite code as a link, with a slash and a query behind it',
    source: 'WAHA on GOWS; Evolution, invite code',
    possibleOn: EVERYWHERE,
    operations: ['invite-code'],
    onCall: async (call) =>
      withCode(await call.perform(), (code) => bare(`https://chat.whatsapp.com/${code}/?mode=ac_t`)),
  },
  'invite-object': {
    what: 'the invite code in an object, with the link beside it',
    source: 'Evolution, invite code; Wawp shows no answer',
    possibleOn: ['wawp'],
    notOn: eachOf(WAHA, 'documents and sends a bare text'),
    operations: ['invite-code'],
    onCall: async (call) =>
      withCode(await call.perform(), (code) =>
        json({ inviteUrl: `https://chat.whatsapp.com/${code}`, inviteCode: code }),
      ),
  },
} satisfies Record<string, Fault>;
