import { condition } from '@temporalio/workflow';
import type { HoldKind, HoldRecord } from '../activities/receipt.ts';
import type { Exit } from './exit.ts';
import { cancelled, ExitStopped } from './exit-stopped.ts';
import { forgetHold, tellOfHold } from './hold-notes.ts';
import { choicesOf, type Decision } from './messages.ts';
import { withoutFullStop } from './sentences.ts';
import { giveBackTurn } from './turns.ts';

export interface Question {
  kind: HoldKind;
  /** Why it is held, as a sentence. */
  question: string;
}

/**
 * Stops the exit until a person decides.
 * A proof of the departure that comes meanwhile answers in the person's place: try again.
 * @returns the decision, unless it ends the exit
 * @throws ExitStopped when it is abandoned, cancelled, or the deadline passes
 */
export async function askPerson(exit: Exit, question: Question): Promise<Decision> {
  const stageBefore = exit.stage;
  const record: HoldRecord = { kind: question.kind, since: new Date().toISOString() };
  const deadlineMs = exit.pastNoReturn ? undefined : exit.input.holdDeadlineMs;
  const deadline = deadlineMs === undefined ? undefined : new Date(Date.now() + deadlineMs).toISOString();
  exit.holds.push(record);
  const choices = [...choicesOf[question.kind]];
  exit.hold = { ...question, question: withoutFullStop(question.question), choices, since: record.since, deadline };
  exit.decision = undefined;
  exit.enter('hold');
  await giveBackTurn(exit);
  const told = tellOfHold(exit, exit.hold);
  await decided(exit, deadlineMs);
  exit.hold = undefined;
  await told;
  await forgetHold(exit);
  exit.enter(stageBefore);
  return settleHold(exit, record);
}

async function decided(exit: Exit, deadlineMs: number | undefined): Promise<void> {
  const over = () => exit.decision !== undefined || exit.isProven || (exit.cancelRequested && !exit.pastNoReturn);
  if (deadlineMs === undefined) await condition(over);
  else await condition(over, deadlineMs, { summary: 'Deadline for a decision' });
}

function settleHold(exit: Exit, record: HoldRecord): Decision {
  const { decision } = exit;
  const at = new Date().toISOString();
  if (decision) {
    record.decision = { action: decision.action, decidedBy: decision.decidedBy, at };
    if (decision.action !== 'abandon') return decision;
    throw new ExitStopped(
      'abandoned',
      record.kind,
      `abandoned by ${decision.decidedBy} during the hold ${record.kind}`,
    );
  }
  if (exit.isProven) {
    record.decision = { action: 'proven', decidedBy: 'webhook', at };
    return { action: 'retry', decidedBy: 'webhook' };
  }
  if (exit.cancelRequested) throw cancelled();
  record.decision = { action: 'deadline', decidedBy: 'nobody', at };
  const summary = `nobody decided the hold ${record.kind} by its deadline; the number is still in the group`;
  throw new ExitStopped('held', record.kind, summary);
}
