import type { NewFault } from '../sandbox/faults/new-fault.ts';
import type { InstanceId } from './cast.ts';
import type { Kind } from './kinds.ts';

/** A group that is not like the others, or in which something goes wrong. */
export interface Mishap {
  on: readonly InstanceId[];
  kind?: Kind;
  /** It is on the list of groups to keep. */
  keep?: true;
  fault?: Omit<NewFault, 'groupId' | 'instanceId'>;
}

const everywhere: InstanceId[] = ['sales', 'support', 'events', 'delivery', 'field', 'partners'];

/** One group of each number that is named. What fails does so once: how often it is tried again is not to be a matter of luck. */
const mishaps: readonly Mishap[] = [
  // Of everybody, since a gateway that lists no group at all is not believed: the last one could be left by a webhook's proof only.
  { on: everywhere, keep: true },
  { on: ['sales', 'support', 'field'], kind: 'no successor' },
  { on: ['sales', 'delivery', 'field'], kind: 'community parent' },
  { on: ['support', 'partners'], kind: 'community announcement' },
  { on: ['events', 'delivery', 'partners'], kind: 'left by hand' },
  { on: everywhere, fault: { name: 'webhook-lost' } },
  { on: everywhere, fault: { name: 'webhook-doubled' } },
  { on: everywhere, kind: 'only admin', fault: { name: 'webhook-doubled' } },
  { on: everywhere, fault: { name: 'webhook-delayed', delayMs: 1_500 } },
  { on: ['sales', 'delivery'], fault: { name: 'webhook-wrong-identity' } },
  { on: ['field', 'partners'], fault: { name: 'retry-after', operation: 'send-text', times: 1, delayMs: 2_000 } },
  { on: ['sales', 'events'], fault: { name: 'rate-overlimit', operation: 'leave', times: 1 } },
  { on: ['support', 'partners'], fault: { name: 'timeout-after-effect', operation: 'send-text', times: 1 } },
  { on: ['events'], fault: { name: 'timeout-after-effect', operation: 'leave', times: 1 } },
  { on: ['field', 'delivery'], fault: { name: 'reset-after-effect', operation: 'leave', times: 1 } },
  {
    on: ['support', 'events'],
    kind: 'only admin',
    fault: { name: 'html-answer', operation: 'invite-code', times: 1, status: 502 },
  },
  { on: ['sales', 'field'], fault: { name: 'server-error', operation: 'leave', times: 1 } },
  { on: ['events', 'delivery'], fault: { name: 'drop', operation: 'group', times: 1 } },
  { on: ['sales', 'support'], kind: 'only admin', fault: { name: 'not-promoted', times: 1 } },
  { on: ['delivery'], fault: { name: 'session-restart', operation: 'send-text', times: 1, delayMs: 1_500 } },
  { on: ['partners'], fault: { name: 'not-implemented', operation: 'leave', times: 1 } },
];

/** Those of one number, in order. */
export function mishapsOf(instanceId: InstanceId): Mishap[] {
  return mishaps.filter(({ on }) => on.includes(instanceId));
}
