import type { GroupFacts } from '../activities/group-facts.ts';
import type { Evidence, HoldKind } from '../activities/receipt.ts';
import { adminWork } from './activity-proxies.ts';
import type { Exit } from './exit.ts';
import { askPerson } from './hold.ts';
import { persist, type Persisted } from './persist.ts';
import type { StepFailure } from './step-failure.ts';
import type { ExitPlan } from './step-policy.ts';

/**
 * 6. Promotes the successor and reads the role back. Where we are the only admin and nobody can be promoted, a person
 * decides, unless the request said to leave anyway.
 */
export async function handOver(
  exit: Exit,
  facts: GroupFacts,
  { successor: plan, successorHold: nobody }: ExitPlan,
): Promise<void> {
  const waived = exit.waived.has('no-successor') || exit.waived.has('promotion-failed');
  if (waived) return exit.skip('successor', 'leave-anyway', 'a person decided to leave without a successor');
  if (!plan.apply && nobody === undefined) return exit.skip('successor', plan.code, plan.why);
  exit.begin('successor');
  if (nobody !== undefined && (await waives(exit, 'no-successor', nobody))) return;
  for (;;) {
    const promoted = await promote(exit);
    if (!promoted.failure) return exit.record({ outcome: 'done', evidence: promoted.value });
    const { code, message } = promoted.failure;
    if (!facts.onlyAdmin) return exit.record({ outcome: 'failed', code, detail: message });
    const kind = promoted.failure.type === 'NoSuccessorPresent' ? 'no-successor' : 'promotion-failed';
    if (kind === 'no-successor' && exit.input.onNoSuccessor === 'leave')
      return exit.record({ outcome: 'skipped', code, detail: message });
    if (await waives(exit, kind, why(promoted.failure))) return;
  }
}

function promote(exit: Exit): Promise<Persisted<Evidence>> {
  return persist(exit, () => {
    const input = { ...exit.group, exitId: exit.exitId, clientId: exit.input.clientId, successors: exit.successors };
    return adminWork.promoteSuccessor.executeWithOptions({ summary: 'Hand over the admin rights' }, [input]);
  });
}

function why({ message }: StepFailure): string {
  return `we are the only admin and the promotion failed: ${message}`;
}

/** Asks a person; `retry` and `appoint` mean another try, `leave-anyway` means that no successor is wanted. */
async function waives(exit: Exit, kind: HoldKind, question: string): Promise<boolean> {
  const { action, decidedBy } = await askPerson(exit, { kind, question });
  if (action !== 'leave-anyway') return false;
  exit.waived.add(kind);
  exit.record({
    outcome: 'skipped',
    code: 'leave-anyway',
    detail: `${decidedBy} decided to leave without a successor`,
  });
  return true;
}
