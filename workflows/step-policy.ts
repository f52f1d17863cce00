import type { GroupFacts } from '../activities/group-facts.ts';
import type { GroupExitInput } from './messages.ts';

/** Whether a step applies, and why: decided once, for the exit and for its dry run alike. */
export type StepPlan = { apply: true; what: string } | { apply: false; code: string; why: string };

export interface ExitPlan {
  inviteCode: StepPlan;
  closingDescription: StepPlan;
  successor: StepPlan;
  goodbye: StepPlan;
  /** Why a person has to decide about a community, before anything is done. */
  communityHold?: string;
  /** Why a person has to decide about the succession, before the goodbye. */
  successorHold?: string;
}

const apply = (what: string): StepPlan => ({ apply: true, what });
const skip = (code: string, why: string): StepPlan => ({ apply: false, code, why });

/** A community itself is no chat (Baileys #1652): what is sent there is refused or lost. */
const SILENT_PARENT = skip('community-parent', 'nobody can write in a community itself');

interface PlanRules {
  /** Whether the goodbye is skipped in a community's parent; exits from before that rule go on as they began. */
  parentIsSilent?: boolean;
}

/** Plans the steps from what the pre-flight saw. Pure. */
export function planExit(
  facts: GroupFacts,
  input: GroupExitInput,
  { parentIsSilent = true }: PlanRules = {},
): ExitPlan {
  return {
    inviteCode: facts.admin
      ? apply('save the invite code')
      : skip('not-an-admin', 'only admins can read the invite code'),
    closingDescription: planDescription(facts, input),
    successor: planSuccessor(facts, input),
    goodbye: parentIsSilent && facts.community === 'parent' ? SILENT_PARENT : planGoodbye(facts, input),
    communityHold: planCommunityHold(facts, input),
    successorHold: planSuccessorHold(facts, input),
  };
}

function planDescription({ admin, infoAdminOnly }: GroupFacts, { closingDescription }: GroupExitInput): StepPlan {
  if (closingDescription === undefined) return skip('none-asked', 'no closing description was asked for');
  if (infoAdminOnly && !admin) return skip('not-an-admin', 'only admins may change the description');
  return apply('add the closing description to what is there');
}

function planSuccessor(facts: GroupFacts, { handover }: GroupExitInput): StepPlan {
  if (!facts.admin) return skip('not-an-admin', 'only admins can promote');
  if (!facts.onlyAdmin && handover === 'when-only-admin')
    return skip('not-only-admin', 'somebody else is admin already');
  if (facts.successors.presentRank !== undefined)
    return apply(`promote successor ${facts.successors.presentRank} of the list`);
  if (!facts.onlyAdmin) return skip('no-successor', 'no successor is in the group, and somebody else is admin');
  return skip('no-successor', noSuccessor(facts));
}

function planGoodbye({ admin, announceOnly }: GroupFacts, { goodbye }: GroupExitInput): StepPlan {
  if (goodbye.kind === 'none') return skip('not-wanted', goodbye.reason);
  if (announceOnly && !admin) return skip('announce-only', 'only admins may write in this group');
  return apply('say goodbye');
}

function planCommunityHold({ community }: GroupFacts, { allowCommunity }: GroupExitInput): string | undefined {
  if (community === 'none' || allowCommunity) return undefined;
  const what = community === 'parent' ? 'a community' : 'the announcement group of a community';
  return `this is ${what}: leaving it may mean leaving its other groups too`;
}

function planSuccessorHold(facts: GroupFacts, { onNoSuccessor }: GroupExitInput): string | undefined {
  const nobody = facts.admin && facts.onlyAdmin && facts.successors.presentRank === undefined;
  return nobody && onNoSuccessor === 'hold' ? noSuccessor(facts) : undefined;
}

function noSuccessor({ successors, unknownOwnNumbers }: GroupFacts): string {
  const doubt = unknownOwnNumbers.length > 0 ? ` (an admin there may be our ${unknownOwnNumbers.join(', ')})` : '';
  return `we are the only admin and ${missing(successors.configured)}${doubt}`;
}

function missing(configured: number): string {
  if (configured === 0) return 'no successor is named';
  return configured === 1
    ? 'the successor is not in the group'
    : `none of the ${configured} successors is in the group`;
}
