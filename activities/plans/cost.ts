import type { GroupFacts } from '../group-facts.ts';
import type { ExitWishes } from './plan.ts';

/** The session, and the group. */
const LOOK = 2;
/** Read, write, read back. */
const DESCRIPTION = 3;
/** Look, promote, look again. */
const PROMOTION = 2 * LOOK + 1;

/** An id for the message, and the message. */
const GOODBYE = 2;

/**
 * How many requests to the gateway an exit takes when nothing goes wrong and a webhook proves the departure. A gateway
 * that takes no message ids saves one; where people are listed by LID, looking them up takes a few more.
 * @param facts without them: the most that it can take
 */
export function requestsOf(facts: GroupFacts | undefined, wishes: ExitWishes): number {
  const admin = facts?.admin ?? true;
  const describes = wishes.closingDescription !== undefined && (admin || !facts?.infoAdminOnly);
  const promotes = admin && (wishes.handover === 'always' || (facts?.onlyAdmin ?? true)) && mayPromote(facts);
  const says = wishes.goodbye.kind !== 'none' && (admin || !facts?.announceOnly);
  return LOOK + count(admin, 1) + count(describes, DESCRIPTION) + count(promotes, PROMOTION) + count(says, GOODBYE) + 1;
}

function mayPromote(facts: GroupFacts | undefined): boolean {
  return facts === undefined || facts.successors.presentRank !== undefined;
}

function count(applies: boolean, requests: number): number {
  return applies ? requests : 0;
}
