import type { StepName } from '../activities/receipt.ts';
import { readings } from './activity-proxies.ts';
import { checkInput } from './group-exit-input.ts';
import type { GroupExitInput } from './messages.ts';
import { ONE_SOURCE, UNKNOWN_GROUP } from './pre-flight.ts';
import { planExit, type StepPlan } from './step-policy.ts';

export interface PreviewedStep {
  step: StepName;
  /** `hold`: a person would have to decide before it goes on. */
  would: 'do' | 'skip' | 'hold';
  /** Reason code of a skip or hold. */
  code?: string;
  what: string;
}

/** What an exit would do right now. */
export interface ExitPreview {
  /** `leave`, `hold` (a person would have to decide first) or `nothing` (out already, or withdrawn by the row). */
  verdict: 'leave' | 'hold' | 'nothing';
  summary: string;
  groupName?: string;
  steps: PreviewedStep[];
}

/** A dry run: the same look and the same plan as an exit, and nothing else. Reads only. */
export async function exitPreview(input: GroupExitInput): Promise<ExitPreview> {
  checkInput(input);
  const look = await readings.previewGroup.executeWithOptions({ summary: 'Are we in, are we admin, who is there?' }, [
    input,
  ]);
  if (look.kind === 'not-a-member') return withoutUs(look);
  const { groupName } = look.facts;
  if (look.rowStatus === 'Inactive - Withdrawn') {
    const summary =
      'the row says withdrawn although the number is in the group: an exit would answer with the old receipt';
    return { verdict: 'nothing', summary, groupName, steps: [] };
  }
  const plan = planExit(look.facts, input);
  const steps: PreviewedStep[] = [
    previewed('invite-code', plan.inviteCode),
    previewed('closing-description', plan.closingDescription),
    plan.successorHold === undefined
      ? previewed('successor', plan.successor)
      : { step: 'successor', would: 'hold', code: 'no-successor', what: plan.successorHold },
    previewed('goodbye', plan.goodbye),
    ...always,
  ];
  const holds = [plan.communityHold, plan.successorHold].filter((why) => why !== undefined);
  if (holds.length > 0) {
    return { verdict: 'hold', summary: `a person would have to decide: ${holds.join('; ')}`, groupName, steps };
  }
  return { verdict: 'leave', summary: 'the number would leave', groupName, steps };
}

function withoutUs({ oneSource = false, unknownGroup }: { oneSource?: boolean; unknownGroup: boolean }): ExitPreview {
  if (unknownGroup) return { verdict: oneSource ? 'hold' : 'nothing', summary: UNKNOWN_GROUP, steps: [] };
  if (oneSource) return { verdict: 'hold', summary: `a person would have to decide: ${ONE_SOURCE}`, steps: [] };
  const summary =
    'by one reading the number is not in the group: an exit would read again some minutes later, and then only put the books right';
  return { verdict: 'nothing', summary, steps: [] };
}

const always: PreviewedStep[] = [
  { step: 'leave', would: 'do', what: 'leave the group' },
  { step: 'confirmation', would: 'do', what: 'wait for the webhook, or prove the departure by reading' },
  { step: 'withdrawn', would: 'do', what: 'mark the row `Inactive - Withdrawn`' },
  { step: 'caches', would: 'do', what: 'purge the cache keys, where any are configured' },
];

function previewed(step: StepName, plan: StepPlan): PreviewedStep {
  return plan.apply ? { step, would: 'do', what: plan.what } : { step, would: 'skip', code: plan.code, what: plan.why };
}
