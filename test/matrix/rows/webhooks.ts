import { byReading, notBelieved, type Row } from '../row.ts';

function always(fault: Row['fault'], story: string, more: Partial<Row> = {}): Row {
  return { fault, when: 'always', story, expected: {}, ...more };
}

/** What becomes of webhooks, and what they say. */
export const webhookRows: Row[] = [
  always('webhook-lost', 'proves the departure by reading', { expected: byReading }),
  always('webhook-doubled', 'counts an event once that comes twice'),
  always('webhook-delayed', 'waits for an event that is late', { settings: { delayMs: 3_000 } }),
  always('webhook-early', 'takes an event that overtakes the answer for the proof it is'),
  always('webhook-unsigned', 'refuses an unsigned event, and proves the departure by reading', { expected: byReading }),
  always('webhook-forged', 'refuses a forged event, and proves the departure by reading', { expected: byReading }),
  always('webhook-wrong-identity', 'knows us by our LID'),
  always('webhook-foreign', "takes nobody else's departure for ours, and does not say left", {
    settings: { times: 1 },
    expected: notBelieved,
  }),
  always('webhook-outdated', 'takes no earlier departure for this one, and does not say left', {
    settings: { times: 1 },
    expected: notBelieved,
  }),
  always('webhook-other-unit', 'tells seconds from milliseconds'),
  always('webhook-as-waha', "reads WAHA's payload in Wawp's envelope"),
  always('webhook-plain-name', 'reads the event by its older name'),
  always('webhook-sha512', 'accepts either hash for a signature'),
  always('webhook-in-array', 'reads an event that is alone in an array'),
  always('webhook-flat', 'is not bothered by an event without an envelope', {
    ofNumber: true,
    also: [{ name: 'session-restart', operation: 'leave', times: 1 }],
  }),
];
