import { bare, json, type Answer } from '../http/answer.ts';
import type { Fault } from './fault.ts';
import { EVERYWHERE, WEBJS_LIKE, WITHOUT_BROWSER } from './places.ts';

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
    operations: ['invite-code'],
    onCall: () => bare('undefined'),
  },
  'invite-empty': {
    what: 'HTTP 200 and nothing for an invite code',
    source: 'OpenWA PR #1122; Green API, data of a group',
    possibleOn: WEBJS_LIKE,
    operations: ['invite-code'],
    onCall: () => bare(undefined),
  },
  'invite-refused': {
    what: 'HTTP 500 with 401 inside for an invite code, also for an admin',
    source: 'OpenWA PR #1122',
    possibleOn: WITHOUT_BROWSER,
    operations: ['invite-code'],
    onCall: ({ dialect, request }) => dialect.refusal('not-authorized', request),
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
    operations: ['invite-code'],
    onCall: async (call) =>
      withCode(await call.perform(), (code) =>
        json({ inviteUrl: `https://chat.whatsapp.com/${code}`, inviteCode: code }),
      ),
  },
} satisfies Record<string, Fault>;
