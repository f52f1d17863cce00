import { byReading, heldSilent, notBelieved, webhookLost, type Row } from '../row.ts';

/** Readings that show less, or more, than there is. */
export const readingRows: Row[] = [
  {
    fault: 'empty-list',
    when: 'webhook lost',
    story: 'takes an empty list for no proof, and reads until there is one',
    settings: { times: 1 },
    also: webhookLost,
    expected: byReading,
  },
  {
    fault: 'shrunk-list',
    when: 'webhook lost',
    story: 'proves a departure by the group itself where half of the list is missing',
    settings: { times: 1 },
    also: webhookLost,
    expected: byReading,
  },
  {
    fault: 'missing-from-list',
    when: 'always',
    story: 'asks no list while the group itself shows the number',
    isNeverMet: true,
    expected: {},
  },
  {
    fault: 'stale-list',
    when: 'webhook lost',
    story: 'takes a list that lags behind for no proof, and reads until it shows the departure',
    settings: { times: 1 },
    also: webhookLost,
    expected: byReading,
  },
  {
    fault: 'stale-group',
    when: 'webhook lost',
    story: 'takes a group that lags behind for no proof, and reads until it shows the departure',
    settings: { times: 1 },
    also: webhookLost,
    expected: byReading,
  },
  {
    fault: 'membership-denied',
    when: 'always',
    story: 'asks a person where one source says that we are out and another that we are in',
    expected: heldSilent('pre-flight-failed'),
    // There the group is not found, which may be the session's fault, and is waited out.
    on: { 'waha/WEBJS': { ending: 'waits at pre-flight' } },
  },
  {
    fault: 'membership-denied',
    when: 'once, and missing from the list',
    story: 'looks again before it believes that somebody has taken us out, and then leaves',
    settings: { times: 1 },
    also: [{ name: 'missing-from-list', times: 1 }],
    expected: {},
  },
  {
    fault: 'group-forgotten',
    when: 'always',
    story: 'asks a person where the only source there is has no such group',
    expected: heldSilent('pre-flight-failed'),
  },
  {
    fault: 'group-forgotten',
    when: 'once, after a leave without effect',
    story: 'looks again before it believes that it has left',
    // Both answers of one reading.
    settings: { times: 2 },
    sinceLeave: true,
    also: [{ name: 'not-left', times: 1 }],
    expected: notBelieved,
  },
  {
    fault: 'participants-empty',
    when: 'always',
    story: 'asks a person where the group has nobody in it',
    expected: heldSilent('pre-flight-failed'),
  },
  {
    fault: 'admins-unseen',
    when: 'always',
    story: 'asks a person where nobody is shown as an admin, since the only one may be us',
    expected: heldSilent('pre-flight-failed'),
  },
  {
    fault: 'messages-empty',
    when: 'goodbye said, answer lost',
    story: 'says the goodbye again only under the same id where no message can be read',
    also: [{ name: 'timeout-after-effect', operation: 'send-text', times: 1 }],
    expected: {},
    // A gap: Wawp takes no message id, and two readings that show nothing are believed.
    on: { wawp: { goodbyes: 2 } },
    mayRepeatOn: 'wawp',
  },
];
