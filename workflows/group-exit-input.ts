import { ApplicationFailure } from '@temporalio/workflow';
import type { GroupExitInput } from './messages.ts';
import { looksLikePhone } from './phone-like.ts';

/**
 * Checks by hand what the client has validated: zod would triple a parked exit's memory. For whoever starts the workflow
 * without the client.
 * @throws `InvalidInput`, naming every faulty field
 */
export function checkInput(input: GroupExitInput): void {
  const faults = [
    !isText(input?.instanceId) && 'instanceId: give the id of an instance',
    !/^[\d-]+@g\.us$/.test(input?.groupId ?? '') && 'groupId: give an id that ends in @g.us',
    !isText(input?.reason) && 'reason: say why',
    !isText(input?.requestedBy) && 'requestedBy: say who asks, by name or login',
    looksLikePhone(input?.requestedBy ?? '') && 'requestedBy: looks like a phone number; give a name or login',
    !Array.isArray(input?.successors) && 'successors: give a list, which may be empty',
    !['hold', 'leave'].includes(input?.onNoSuccessor) && "onNoSuccessor: 'hold' or 'leave'",
    !['when-only-admin', 'always'].includes(input?.handover) && "handover: 'when-only-admin' or 'always'",
    !['default', 'text', 'none'].includes(input?.goodbye?.kind) && "goodbye: kind 'default', 'text' or 'none'",
    ![undefined, 2].includes(input?.version) && 'version: leave it out or write 2; a newer client needs a newer worker',
    ![undefined, 'expiry', 'milestone', 'request', 'inactivity'].includes(input?.urgency) &&
      "urgency: 'expiry', 'milestone', 'request' or 'inactivity'",
    (input?.closingDescription?.length ?? 0) > 2_048 && 'closingDescription: at most 2,048 characters',
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw ApplicationFailure.nonRetryable(faults.join('; '), 'InvalidInput');
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
