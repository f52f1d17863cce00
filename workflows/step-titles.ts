import type { StepName } from '../activities/receipt.ts';

/** The steps of an exit as the Temporal UI names them; their order here is their order everywhere. */
export const stepTitles: Record<StepName, string> = {
  trigger: '1 Wait for the trigger',
  turn: '2 Take a turn',
  'pre-flight': '3 Pre-flight',
  'invite-code': '4 Save the invite code',
  'closing-description': '5 Set the closing description',
  successor: '6 Promote the successor',
  goodbye: '7 Say goodbye',
  leave: '8 Leave',
  confirmation: '9 Await confirmation',
  withdrawn: '10 Mark withdrawn',
  caches: '11 Purge the caches',
};

const names = Object.keys(stepTitles);

/** Compares two steps for sorting: what comes first in an exit comes first. Pure. */
export function inOrder(a: StepName, b: StepName): number {
  return names.indexOf(a) - names.indexOf(b);
}
