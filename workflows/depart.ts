import type { Evidence } from '../activities/receipt.ts';
import { effects, readings } from './activity-proxies.ts';
import { awaitConfirmation } from './confirmation.ts';
import type { Exit } from './exit.ts';
import { askPerson } from './hold.ts';
import { persist, persistEffect, type Refresh } from './persist.ts';

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
