import { ApplicationFailure } from '@temporalio/workflow';
import { readings } from './activity-proxies.ts';
import type { Exit } from './exit.ts';
import type { Decision, Hold } from './messages.ts';
import { looksLikePhone } from './phone-like.ts';
import { stepFailure } from './step-failure.ts';

/**
 * Refuses a decision that cannot be taken, before it enters the history.
 * @throws `NotHeld`, `ChoiceNotOffered`, `InvalidDecision`
 */
export function validateDecision(exit: Exit, decision: Decision): void {
  const hold = heldOrRefuse(exit);
  if (!hold.choices.includes(decision.action)) {
    throw refusal(
      'ChoiceNotOffered',
      `action: '${decision.action}' is not offered by the hold ${hold.kind}; choose one of ${hold.choices.join(', ')}`,
    );
  }
  if (typeof decision.decidedBy !== 'string' || decision.decidedBy === '') {
    throw refusal('InvalidDecision', 'decidedBy: missing; say who decides, by name or login');
  }
  if (looksLikePhone(decision.decidedBy)) {
    throw refusal(
      'InvalidDecision',
      'decidedBy: looks like a phone number, and receipts keep it; give a name or login',
    );
  }
  if (decision.action === 'appoint' && !/^\d+@(c\.us|lid)$/.test(decision.successor ?? '')) {
    throw refusal(
      'InvalidDecision',
      'successor: missing or no person id; give one that ends in @c.us or @lid, such as 4930123456@c.us',
    );
  }
}

/**
 * Takes a decision. Whether a successor is in the group takes a reading, during which the hold may end otherwise: the
 * state is checked again afterwards.
 */
export async function decide(exit: Exit, decision: Decision): Promise<Hold> {
  const hold = heldOrRefuse(exit);
  if (decision.action === 'appoint') await refuseStranger(exit, decision.successor ?? '');
  if (exit.hold !== hold || exit.decision)
    throw refusal('NotHeld', 'the hold was decided meanwhile; look at `progress`');
  if (decision.successor) exit.appoint(decision.successor);
  exit.decision = decision;
  return hold;
}

function heldOrRefuse({ hold, decision }: Exit): Hold {
  if (hold && !decision) return hold;
  throw refusal('NotHeld', 'the exit is not on hold, or its hold was decided already; look at `progress`');
}

async function refuseStranger(exit: Exit, successor: string): Promise<void> {
  try {
    await readings.checkSuccessor({ ...exit.group, successor });
  } catch (error) {
    const failure = stepFailure(error);
    throw refusal(failure.type, failure.message);
  }
}

function refusal(type: string, message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, type);
}
