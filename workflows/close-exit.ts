import type { Evidence, Receipt, StepName } from '../activities/receipt.ts';
import { books, readings } from './activity-proxies.ts';
import type { Exit } from './exit.ts';
import type { ExitStopped } from './exit-stopped.ts';
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
  await books.markWithdrawn({ ...group, evidence });
  exit.record({ outcome: 'done' });
  exit.begin('caches');
  const purged = await books.purgeCaches(exit.group);
  exit.record(
    purged === null
      ? { outcome: 'skipped', code: 'no-cache', detail: 'no cache keys are configured' }
      : { outcome: 'done', evidence: { kind: 'count', what: 'cache keys purged', count: purged } },
  );
  return keep(exit, exit.end(outcome, summary, outcome === 'left' ? undefined : 'not-a-member'));
}

/** We were out before anything was done; or an earlier, terminated run of this exit had left already. */
export function closeFoundOut(exit: Exit, evidence: Evidence): Promise<Receipt> {
  const earlier = exit.pastNoReturn;
  const code = earlier ? 'earlier-run' : 'already-out';
  const detail = earlier
    ? 'an earlier run of this exit was past its goodbye'
    : 'the number was not in the group any more';
  const steps: StepName[] = ['invite-code', 'closing-description', 'successor', 'goodbye', 'leave'];
  for (const step of steps.filter((name) => !exit.steps.some((record) => record.step === name)))
    exit.skip(step, code, detail);
  exit.begin('confirmation');
  exit.record({ outcome: 'done', code: 'reading', evidence });
  const summary = earlier
    ? 'the number has left the group, and two sources prove it'
    : 'the number was not in the group any more, as two sources agree';
  return closeLeft(exit, earlier ? 'left' : 'already-out', evidence, summary);
}

/**
 * The exit ends without a departure. Once its effects had begun, the row must not be left to lie: a reading tells whether it
 * goes back to `Active`, is withdrawn after all, or nobody can say.
 */
export async function closeStopped(exit: Exit, stopped: ExitStopped): Promise<Receipt> {
  if (!exit.pastNoReturn) return keep(exit, exit.end(stopped.outcome, stopped.message, stopped.code));
  const where = await whetherOut(exit);
  if (where.kind === 'out') {
    const accepted = exit.steps.some(({ step, outcome }) => step === 'leave' && outcome === 'done');
    const summary = `${stopped.message}; but the number is out of the group already, as two sources agree`;
    return closeLeft(exit, accepted ? 'left' : 'already-out', where.evidence, summary);
  }
  if (where.kind === 'unclear') {
    const summary = `${stopped.message}; the row stays \`Leaving\`, since nobody can say whether the number is in the group: ${where.why}`;
    return keep(exit, exit.end(stopped.outcome, summary, stopped.code));
  }
  await books.markActive({ ...exit.group, exitId: exit.exitId });
  return keep(
    exit,
    exit.end(
      stopped.outcome,
      `${stopped.message}; the number is still in the group and its row is \`Active\` again`,
      stopped.code,
    ),
  );
}

async function whetherOut(
  exit: Exit,
): Promise<{ kind: 'in' } | { kind: 'out'; evidence: Evidence } | { kind: 'unclear'; why: string }> {
  try {
    return await readings.readWhetherOut(exit.group);
  } catch (error) {
    return { kind: 'unclear', why: stepFailure(error).message };
  }
}

async function keep(exit: Exit, receipt: Receipt): Promise<Receipt> {
  await books.saveReceipt(receipt);
  exit.receipt = receipt;
  exit.enter('done');
  return receipt;
}
