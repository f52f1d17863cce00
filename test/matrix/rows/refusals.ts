import { leaveRefused, type Row } from '../row.ts';

/** A refusal of the leave: the moment at which it matters most whether it was one. */
function ofLeave(fault: Row['fault'], story: string, expected: Row['expected'] = {}, settings = {}): Row {
  return { fault, when: 'leave', story, settings: { operation: 'leave', times: 1, ...settings }, expected };
}

/** What gateways say instead of doing it. */
export const refusalRows: Row[] = [
  ofLeave('rate-overlimit', 'waits a rate limit out and leaves then'),
  ofLeave('retry-after', 'waits as long as the gateway asks for and leaves then'),
  ofLeave('quota-exceeded', 'waits until the plan allows it again, and leaves then'),
  ofLeave('server-error', 'looks after an error that nobody documented, and leaves again'),
  {
    ...ofLeave('server-error', 'looks, and believes what it reads and not the error', {}, { withEffect: true }),
    when: 'leave, and done',
  },
  ofLeave('engine-broken', 'looks after the engine broke, and leaves again'),
  ofLeave('not-implemented', 'asks a person where the engine cannot leave', leaveRefused),
  ofLeave('error-under-ok', 'takes no error for a success because it came with 200'),
  ofLeave('error-as-text', 'takes an error in XML for what its status says, and for no departure'),
  {
    ...ofLeave('error-as-text', 'asks a person about a refusal in plain words', leaveRefused, { status: 400 }),
    when: 'leave, 400',
  },
  ofLeave('invalid-session', 'takes a missing session for no departure'),
  ofLeave('session-down', 'waits for the session and leaves then'),
  ofLeave('unauthorized', 'asks a person where the credentials are refused', { ending: 'hold: credentials-refused' }),
  {
    ...ofLeave('forbidden', 'looks after a refusal whose meaning is in doubt, and leaves again or asks a person'),
    // WAHA hides WhatsApp's code in an error of its own, Wawp says it in the status.
    on: { wawp: leaveRefused },
  },
];
