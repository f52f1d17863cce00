import { condition } from '@temporalio/workflow';
import type { Whereabouts } from '../activities/confirm-departure.ts';
import type { Evidence, Receipt, StepName } from '../activities/receipt.ts';
import { readings } from './activity-proxies.ts';
import { books, untilDone } from './books.ts';
import { eventEvidence } from './confirmation.ts';
import type { Exit } from './exit.ts';
import type { ExitStopped, FoundOut } from './exit-stopped.ts';
import { makeReceipt } from './make-receipt.ts';
import { ONE_SOURCE } from './pre-flight.ts';
import { stepFailure } from './step-failure.ts';

/** 10 and 11. The departure is proven: the row, the caches, the receipt. */
export async function closeLeft(
  exit: Exit,
  outcome: 'left' | 'already-out',
  evidence: Evidence,
  summary: string,
): Promise<Receipt> {
  const group = { ...exit.group, exitId: exit.exitId };
  exit.begin('withdrawn');
  await untilDone(exit, 'marking the row withdrawn', () => books.markWithdrawn({ ...group, evidence }));
  exit.record({ outcome: 'done' });
  exit.begin('caches');
  const purged = await untilDone(exit, 'purging the caches', () => books.purgeCaches(exit.group));
  exit.record(
    purged === null
      ? { outcome: 'skipped', code: 'no-cache', detail: 'no cache keys are configured' }
      : { outcome: 'done', evidence: { kind: 'count', what: 'cache keys purged', count: purged } },
  );
  return keep(exit, makeReceipt(exit, outcome, summary, outcome === 'left' ? undefined : 'not-a-member'));
}

const MAYBE_MISTYPED = '; the gateway shows no such group, so the id may be mistyped: check it';

/**
 * A pre-flight found us out. That is a departure of ours where an earlier run was past its goodbye, or a leave was asked for;
 * otherwise somebody else took us out, or we never were in.
 */
export function closeFoundOut(exit: Exit, { evidence, unknownGroup }: FoundOut): Promise<Receipt> {
  const ours = exit.takenOver || exit.leaveRequestedAtMs !== undefined;
  const code = exit.takenOver ? 'earlier-run' : 'already-out';
  const notIn = unknownGroup ? 'the number is not in this group' : 'the number was not in the group any more';
  const detail = exit.takenOver ? 'an earlier run of this exit was past its goodbye' : notIn;
  const steps: StepName[] = ['invite-code', 'closing-description', 'successor', 'goodbye', 'leave'];
  const missing = steps.filter((name) => !exit.steps.some((record) => record.step === name));
  for (const step of missing) exit.skip(step, code, detail);
  exit.begin('confirmation');
  exit.record({ outcome: 'done', code: 'reading', evidence });
  const summary = ours
    ? 'the number has left the group, and two readings prove it'
    : `${notIn}, as two readings agree${unknownGroup ? MAYBE_MISTYPED : ''}`;
  return closeLeft(exit, ours ? 'left' : 'already-out', evidence, summary);
}

/**
 * The exit ends without a departure. Once its effects had begun, the row must not be left to lie: a proof or a reading tells
 * whether it goes back to `Active`, is withdrawn after all, or nobody can say.
 */
export async function closeStopped(exit: Exit, stopped: ExitStopped): Promise<Receipt> {
  if (!exit.pastNoReturn) return keep(exit, makeReceipt(exit, stopped.outcome, stopped.message, stopped.code));
  const where = await whetherOut(exit);
  if (where.kind === 'out') {
    const ours = exit.leaveRequestedAtMs !== undefined;
    const summary = `${stopped.message}; but the number is out of the group already, and that is proven`;
    return closeLeft(exit, ours ? 'left' : 'already-out', where.evidence, summary);
  }
  if (where.kind === 'unclear') {
    const summary = `${stopped.message}; the row stays \`Leaving\`, since nobody can say whether the number is in the group: ${where.why}`;
    return keep(exit, makeReceipt(exit, stopped.outcome, summary, stopped.code));
  }
  const group = { ...exit.group, exitId: exit.exitId };
  await untilDone(exit, 'marking the row active', () => books.markActive(group));
  const summary = `${stopped.message}; the number is still in the group and its row is \`Active\` again`;
  return keep(exit, makeReceipt(exit, stopped.outcome, summary, stopped.code));
}

type Where = Exclude<Whereabouts, { kind: 'out' }> | { kind: 'out'; evidence: Evidence };

async function whetherOut(exit: Exit): Promise<Where> {
  for (;;) {
    if (exit.proof) return { kind: 'out', evidence: eventEvidence(exit.proof) };
    const where = await oneReading(exit);
    if (where.kind !== 'out') return where;
    const absence = exit.absences.note(where);
    if (absence.kind === 'proven') return provenOut(exit, absence.evidence, where.oneSource ?? false);
    await condition(() => exit.isProven, absence.againAfterMs, { summary: 'Seen out once: looked at again' });
  }
}

async function oneReading(exit: Exit): Promise<Whereabouts> {
  try {
    return await readings.readWhetherOut(exit.group);
  } catch (error) {
    return { kind: 'unclear', why: stepFailure(error).message };
  }
}

/** Without a request of ours to leave, a gateway's one source is not believed: see `pre-flight.ts`. */
function provenOut(exit: Exit, evidence: Evidence, oneSource: boolean): Where {
  if (oneSource && exit.leaveRequestedAtMs === undefined) return { kind: 'unclear', why: ONE_SOURCE };
  return { kind: 'out', evidence };
}

async function keep(exit: Exit, receipt: Receipt): Promise<Receipt> {
  await untilDone(exit, 'saving the receipt', () => books.saveReceipt(receipt));
  exit.receipt = receipt;
  exit.enter('done');
  return receipt;
}
