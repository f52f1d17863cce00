import { patched } from '@temporalio/workflow';
import type { Evidence, Receipt } from '../activities/receipt.ts';
import { adminWork } from './activity-proxies.ts';
import type { Exit } from './exit.ts';
import { FoundOut } from './exit-stopped.ts';
import { goodbyeText } from './goodbye-text.ts';
import { handOver } from './handover.ts';
import { askPerson } from './hold.ts';
import { persist } from './persist.ts';
import { preFlight } from './pre-flight.ts';
import { planExit, type ExitPlan, type StepPlan } from './step-policy.ts';

/** Facts older than this are looked up again before anything irreversible. */
const FRESH_MS = 600_000;

/** The plan that the latest pre-flight led to. */
export interface Prepared {
  plan: ExitPlan;
  /** The text of the goodbye: the first one that was found, whatever becomes of the configuration meanwhile. */
  goodbye: string;
  atMs: number;
}

/** The row says withdrawn: the old receipt is the answer. */
export interface Answered {
  answer: Receipt;
}

/**
 * 3 to 6: everything that can fail before the goodbye. Safe to run again: each step looks before it acts.
 * @throws FoundOut when we are out already; ExitStopped at a gate or by a decision
 */
export async function prepare(exit: Exit): Promise<Prepared | Answered> {
  const look = await preFlight(exit);
  if (look.kind === 'answered') return { answer: look.receipt };
  exit.exitId = look.exitId;
  if (!exit.opened) exit.takenOver = look.leaving;
  exit.opened = true;
  exit.pastNoReturn ||= look.leaving;
  if (look.kind === 'not-a-member') throw new FoundOut(look);
  const atMs = Date.now();
  // Asked for communities alone, so that no other exit carries the marker.
  const parentIsSilent = look.facts.community === 'parent' && patched('silent-community-parent');
  const plan = planExit(look.facts, exit.input, { parentIsSilent });
  await askAboutCommunity(exit, plan);
  await saveInviteCode(exit, plan.inviteCode);
  await setClosingDescription(exit, plan.closingDescription);
  await handOver(exit, look.facts, plan);
  const { goodbye } = exit.input;
  const template = goodbye.kind === 'text' ? goodbye.text : look.facts.configuredGoodbye;
  exit.goodbye ??= goodbyeText(template, look.facts.groupName);
  return { plan, goodbye: exit.goodbye, atMs };
}

export function isStale({ atMs }: Prepared): boolean {
  return Date.now() - atMs > FRESH_MS;
}

async function askAboutCommunity(exit: Exit, { communityHold: question }: ExitPlan): Promise<void> {
  if (question === undefined || exit.waived.has('community-group')) return;
  await askPerson(exit, { kind: 'community-group', question });
  exit.waived.add('community-group');
}

/** 4. A missing code must not block leaving; its absence is recorded. */
async function saveInviteCode(exit: Exit, plan: StepPlan): Promise<void> {
  if (!plan.apply) return exit.skip('invite-code', plan.code, plan.why);
  exit.begin('invite-code');
  const saved = await persist(exit, () =>
    adminWork.saveInviteCode.executeWithOptions({ summary: 'Save the way back' }, [exit.group]),
  );
  if (saved.failure)
    return exit.record({ outcome: 'skipped', code: saved.failure.code, detail: saved.failure.message });
  if (saved.value.saved) return exit.record({ outcome: 'done' });
  exit.record({ outcome: 'skipped', code: 'no-code', detail: 'the gateway has no invite code for this group' });
}

/** 5. */
async function setClosingDescription(exit: Exit, plan: StepPlan): Promise<void> {
  if (!plan.apply) return exit.skip('closing-description', plan.code, plan.why);
  exit.begin('closing-description');
  const input = { ...exit.group, exitId: exit.exitId, closingDescription: exit.input.closingDescription ?? '' };
  const set = await persist(exit, () =>
    adminWork.setClosingDescription.executeWithOptions({ summary: 'Add the closing description' }, [input]),
  );
  if (set.failure) return exit.record({ outcome: 'skipped', code: set.failure.code, detail: set.failure.message });
  if (set.value === 'no-room') {
    return exit.record({
      outcome: 'skipped',
      code: 'no-room',
      detail: 'with what is there it would be over 2,048 characters',
    });
  }
  const code = typeof set.value === 'string' ? set.value : 'set';
  const undocumented = typeof set.value === 'string' ? undefined : set.value.undocumented;
  const evidence: Evidence = { kind: 'read-back', what: 'the description contains the closing description' };
  exit.record({ outcome: 'done', code, evidence: undocumented ? { ...evidence, undocumented } : evidence });
}
