import type { Command } from 'commander';
import type { HoldKind } from '../../../activities/receipt.ts';
import { choicesOf } from '../../../workflows/messages.ts';
import type { DecisionRequest } from '../../decision.ts';
import { InvalidRequest } from '../../errors.ts';
import type { DecidedHolds, ResignationHold } from '../../resignation-holds.ts';
import { canConfirm, confirmed, show, type CliContext, type CommonOptions, type ConfirmOptions } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { withResignation } from '../target-command.ts';

/** Answers every hold of a kind. What cannot be taken back is asked about first, with how many groups it concerns. */
export async function decideAll(
  context: CliContext,
  command: Command,
  options: CommonOptions & ConfirmOptions,
  kind: HoldKind,
  decision: DecisionRequest,
): Promise<void> {
  const { action } = decision;
  if (!choicesOf[kind].includes(action)) throw notOffered(kind);
  // Whoever retries decides nothing yet.
  const final = action !== 'retry';
  if (final && !canConfirm(context, options)) return;
  await withResignation(context, command, options, async (run) => {
    const count = await countOf(run.holds(), kind);
    if (final && !(await confirmed(context, options, `Decide ${action} for ${groups(count)} (${kind})?`))) return;
    const result = await run.decideAll(kind, decision);
    const { state } = await run.progress();
    const paused = state === 'paused' || state === 'pausing';
    const next = paused ? `\nIt is paused: nothing goes on before\n  group-exit resume ${run.resignationId}` : '';
    show(context, options, { action, kind, paused, ...result }, () => decidedText(action, kind, result) + next);
    if (result.refused.length > 0) context.exitCode = exitCodes.failed;
  });
}

function notOffered(kind: HoldKind): InvalidRequest {
  const problem = `is not offered by ${kind}: choose one of ${choicesOf[kind].join(', ')}`;
  return new InvalidRequest([{ field: 'action', problem }]);
}

async function countOf(holds: AsyncIterable<ResignationHold>, wanted: HoldKind): Promise<number> {
  let count = 0;
  for await (const { kind } of holds) if (kind === wanted) count += 1;
  return count;
}

function groups(count: number): string {
  return `${count} ${count === 1 ? 'group' : 'groups'}`;
}

function decidedText(action: string, kind: HoldKind, { decided, refused }: DecidedHolds): string {
  const lines = refused.map(({ instanceId, groupId, why }) => `  ${instanceId} ${groupId}: ${why}`);
  const notTaken = refused.length === 0 ? [] : [`Not taken by ${groups(refused.length)}:`, ...lines];
  return [`Decided: ${action} for ${groups(decided.length)} (${kind}).`, ...notTaken].join('\n');
}
