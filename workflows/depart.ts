import type { Evidence } from '../activities/receipt.ts';
import { effects, readings } from './activity-proxies.ts';
import { awaitConfirmation } from './confirmation.ts';
import type { Exit } from './exit.ts';
import { askPerson } from './hold.ts';
import { persist, persistEffect } from './persist.ts';
import type { StepPlan } from './step-policy.ts';

/** Refreshes stale facts before an attempt. */
export type Refresh = () => Promise<void>;

/** 7. Says goodbye once. */
export async function sayGoodbye(exit: Exit, plan: StepPlan, refresh: Refresh): Promise<void> {
  if (!plan.apply) return exit.skip('goodbye', plan.code, plan.why);
  const { goodbye } = exit.input;
  const input = () => ({
    ...exit.group,
    exitId: exit.exitId,
    text: goodbye.kind === 'text' ? goodbye.text : undefined,
  });
  for (;;) {
    const said = await persistEffect(exit, refresh, () => {
      exit.begin('goodbye');
      return effects.sayGoodbye.executeWithOptions({ summary: 'Say goodbye' }, [input()]);
    });
    if (!said.failure) return exit.record({ outcome: 'done', evidence: said.value });
    const { type, code, message } = said.failure;
    const failed = type === 'GatewayFinal';
    const decision = failed
      ? await askPerson(exit, {
          kind: 'goodbye-failed',
          question: `the goodbye was refused: ${message}`,
          choices: ['retry', 'leave-anyway', 'abandon'],
        })
      : await askPerson(exit, {
          kind: 'goodbye-unknown',
          question: `the goodbye may have been said: ${message}`,
          choices: ['retry', 'leave-anyway', 'abandon'],
        });
    if (decision.action !== 'leave-anyway') continue;
    exit.begin('goodbye');
    return exit.record({
      outcome: failed ? 'skipped' : 'unknown',
      code,
      detail: `${decision.decidedBy} decided to leave anyway: ${message}`,
    });
  }
}

/** 8 and 9. Leaves, and proves it. @returns the proof */
export async function leaveAndConfirm(exit: Exit, refresh: Refresh): Promise<Evidence> {
  for (let request = 1; ;) {
    const departure = await leave(exit, request, refresh);
    exit.begin('confirmation');
    if (departure.evidence.kind === 'reading') return proven(exit, departure.evidence);
    const confirmation = await awaitConfirmation(exit, departure.requestedAtMs);
    if (confirmation.kind === 'proven') return proven(exit, confirmation.evidence);
    if (confirmation.kind === 'unproven' || request >= MOST_REQUESTS_UNASKED) await askAboutProof(exit, confirmation);
    const out = await readWhetherOut(exit);
    if (out === 'in') request++;
    else if (out) return proven(exit, out);
  }
}

/** A gateway that accepts leaves without leaving is asked this often before a person is. */
const MOST_REQUESTS_UNASKED = 3;

async function leave(exit: Exit, request: number, refresh: Refresh) {
  for (;;) {
    const left = await persistEffect(exit, refresh, () => {
      exit.begin('leave');
      return effects.leaveGroup.executeWithOptions({ summary: request === 1 ? 'Leave' : `Leave, request ${request}` }, [
        { ...exit.group, exitId: exit.exitId, request },
      ]);
    });
    if (!left.failure) {
      exit.record({
        outcome: 'done',
        code: request === 1 ? undefined : `request-${request}`,
        evidence: left.value.evidence,
      });
      return left.value;
    }
    await askPerson(exit, {
      kind: 'leave-failed',
      question: `the leave failed: ${left.failure.message}`,
      choices: ['retry', 'abandon'],
    });
  }
}

function proven(exit: Exit, evidence: Evidence): Evidence {
  exit.record({ outcome: 'done', code: evidence.kind === 'event' ? 'webhook' : 'reading', evidence });
  return evidence;
}

async function askAboutProof(
  exit: Exit,
  confirmation: { kind: 'still-in' } | { kind: 'unproven'; why: string },
): Promise<void> {
  const why =
    confirmation.kind === 'still-in'
      ? 'the gateway accepted every request to leave, but the group still lists us'
      : confirmation.why;
  await askPerson(exit, {
    kind: 'departure-unproven',
    question: `the departure is not proven: ${why}`,
    choices: ['retry', 'abandon'],
  });
}

/** A leave is repeated only after a reading that we are still in. */
async function readWhetherOut(exit: Exit): Promise<'in' | Evidence | undefined> {
  const read = await persist(exit, () => readings.readWhetherOut(exit.group));
  if (read.failure || read.value.kind === 'unclear') return undefined;
  return read.value.kind === 'in' ? 'in' : read.value.evidence;
}
