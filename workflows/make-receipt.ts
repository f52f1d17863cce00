import type { ExitOutcome, Receipt } from '../activities/receipt.ts';
import type { Exit } from './exit.ts';

/**
 * The receipt of an exit that ends now.
 * @param code the reason code of an outcome other than `left`
 */
export function makeReceipt(exit: Exit, outcome: ExitOutcome, summary: string, code?: string): Receipt {
  const { instanceId, groupId, clientId, reason, requestedBy } = exit.input;
  const { exitId, steps, holds, startedAt } = exit;
  const finishedAt = new Date().toISOString();
  return {
    exitId,
    instanceId,
    groupId,
    clientId,
    reason,
    requestedBy,
    outcome,
    code,
    summary,
    steps,
    holds,
    startedAt,
    finishedAt,
  };
}
