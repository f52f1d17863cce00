import { byReading, heldSilent, webhookLost, type Row } from '../row.ts';

/** What happens to the session and to the number. */
export const accountRows: Row[] = [
  {
    fault: 'session-restart',
    when: 'leave',
    story: 'waits for the session that restarts at the leave, and leaves then',
    settings: { operation: 'leave', times: 1 },
    expected: {},
  },
  {
    fault: 'session-restart',
    when: 'leave, and done',
    story: 'proves the departure that a restart hid',
    settings: { operation: 'leave', times: 1, withEffect: true },
    expected: {},
  },
  {
    fault: 'breaks-after-leaving',
    when: 'webhook lost',
    story: 'proves the departure although the group may not be asked for any more',
    settings: { times: 1 },
    also: webhookLost,
    expected: byReading,
  },
  {
    fault: 'logged-out',
    when: 'send-text',
    story: 'asks a person to link the number again, and says nothing before',
    settings: { operation: 'send-text', times: 1 },
    expected: heldSilent('number-restricted'),
  },
  {
    fault: 'restricted-463',
    when: 'send-text',
    story: 'asks a person where WhatsApp restricts the number',
    expected: heldSilent('number-restricted'),
  },
  {
    fault: 'restricted-463-silent',
    when: 'send-text',
    story: 'asks a person where WhatsApp restricts the number and does not say until when',
    expected: heldSilent('number-restricted'),
  },
  {
    fault: 'restricted-475',
    when: 'send-text',
    story: 'asks a person where the number has used up its messages',
    expected: heldSilent('number-restricted'),
  },
  {
    fault: 'own-lid-untold',
    when: 'group listed by LID',
    story: 'takes an unknown LID of ours for no proof that we are out, and asks a person where nothing else tells',
    ofNumber: true,
    group: { addressing: 'lid' },
    expected: {},
    on: { wawp: heldSilent('pre-flight-failed') },
  },
  {
    fault: 'own-lid-untold',
    when: 'group of LIDs alone',
    story: 'takes nobody for us where nothing tells our LID, and asks a person instead of saying that we are out',
    ofNumber: true,
    also: [{ name: 'only-lids' }],
    expected: heldSilent('pre-flight-failed'),
  },
  {
    fault: 'wrong-engine',
    when: 'every answer and webhook',
    story: 'goes by the shape of answers, not by the name of the engine',
    ofNumber: true,
    expected: {},
  },
];
