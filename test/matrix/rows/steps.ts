import type { StepName } from '../../../activities/receipt.ts';
import { heldSilent, notBelieved, type Row } from '../row.ts';

function forGood(fault: Row['fault'], story: string, expected: Row['expected'] = {}, on: Row['on'] = {}): Row {
  return { fault, when: 'always', story, expected, on };
}

function without(step: StepName, code: string): Row['expected'] {
  return { unusual: { [step]: `skipped: ${code}` } };
}

const notPromoted = heldSilent('promotion-failed');
const refusedDescription = without('closing-description', 'not-admin');

/** The steps of leaving, done by halves or not at all. */
export const stepRows: Row[] = [
  {
    ...forGood('ok-without-effect', 'does not leave on a promotion that did not happen', notPromoted),
    when: 'promote',
    settings: { operation: 'promote' },
  },
  {
    ...forGood('ok-without-effect', 'reads that we are still in, and does not say left', notBelieved),
    when: 'leave',
    settings: { operation: 'leave', times: 1 },
  },
  forGood('not-promoted', 'does not leave on a promotion that did not happen', notPromoted),
  forGood('not-promoted-inside', 'reads the refusal inside of a success, and does not leave', notPromoted),
  {
    ...forGood('not-left', 'reads that we are still in, and does not say left', notBelieved),
    settings: { times: 1 },
    when: 'once',
  },
  // A gateway that hands out an id and no ack of failure is believed: whether others got the message, its answer cannot tell.
  forGood('send-undelivered', 'leaves after a goodbye that the gateway has an id for', { goodbyes: 0 }),
  forGood(
    'send-error-ack',
    'asks a person where the gateway says that the goodbye was not sent',
    heldSilent('goodbye-failed'),
  ),
  forGood('goodbye-doubled', 'sends once, whatever the gateway makes of it', { goodbyes: 2 }),
  forGood(
    'description-unchanged',
    'reads back, and says that the description did not change',
    without('closing-description', 'not-read-back'),
  ),
  forGood(
    'description-refused',
    'goes on without the description, and says why',
    without('closing-description', 'denied'),
    {
      'waha/NOWEB': refusedDescription,
      'waha/GOWS': refusedDescription,
      wawp: without('closing-description', 'not-read-back'),
    },
  ),
  forGood(
    'description-conflict',
    'gives up on a description that conflicts for ever, and leaves',
    without('closing-description', 'conflict'),
  ),
  forGood(
    'description-broken',
    'goes on where the engine stumbles over descriptions',
    without('closing-description', 'engine-error'),
    {
      wawp: without('closing-description', 'not-read-back'),
    },
  ),
  forGood(
    'description-hung',
    'gives up on a description that is never answered, and leaves',
    without('closing-description', 'not-read-back'),
  ),
  forGood('invite-undefined', 'saves no `undefined` for an invite code', without('invite-code', 'no-code')),
  forGood('invite-empty', 'saves no empty invite code', without('invite-code', 'no-code')),
  forGood('invite-refused', 'goes on without an invite code that is refused', without('invite-code', 'not-admin')),
  forGood(
    'invite-bare-500',
    'goes on without an invite code that the engine fails over',
    without('invite-code', 'server-error'),
  ),
  forGood('invite-url', 'saves the code out of a link'),
  forGood('invite-object', 'saves the code out of an object'),
];
