import type { Receipt } from '../../activities/receipt.ts';
import type { ExitPreview } from '../../workflows/exit-preview.ts';
import type { ExitProgress, Hold } from '../../workflows/messages.ts';
import type { GroupKey } from '../workflow-ids.ts';
import { previewLine, stepLine } from './step-lines.ts';

/** A receipt for people. Pure. */
export function receiptText({ instanceId, groupId, outcome, summary, steps, holds, ...receipt }: Receipt): string {
  const { requestedBy, reason, startedAt, finishedAt } = receipt;
  const decisions = holds.map(({ kind, decision }) =>
    decision ? `held (${kind}): ${decision.decidedBy} decided ${decision.action}` : `held (${kind})`,
  );
  return [
    `${outcome}: ${summary}`,
    `${instanceId}, ${groupId}; asked by ${requestedBy}: ${reason}; ${startedAt} to ${finishedAt}`,
    ...steps.map(stepLine),
    ...decisions,
  ].join('\n');
}

/** Where an exit stands, for people. Pure. */
export function progressText(progress: ExitProgress, group: GroupKey): string {
  if (progress.receipt) return receiptText(progress.receipt);
  return [...progress.steps.map(stepLine), headline(progress, group)].join('\n');
}

function headline(progress: ExitProgress, group: GroupKey): string {
  const { hold, waitingFor, cancelRequested, paused, step } = progress;
  if (hold) return [holdText(hold, group), ...(paused ? [pausedText(group)] : [])].join('\n');
  if (waitingFor !== undefined) return `waiting: ${waitingFor}`;
  if (cancelRequested) return 'ends before the next step';
  if (paused) return 'pauses before the next step';
  return step ? `now: ${step}` : 'running';
}

/** What a person has to decide, and the command that does it. Pure. */
export function holdText({ kind, question, choices, deadline }: Hold, { instanceId, groupId }: GroupKey): string {
  const commands = choices.map((action) => {
    const successor = action === 'appoint' ? ' --successor <phone or id>' : '';
    return `  group-exit decide ${instanceId} ${groupId} ${action}${successor}`;
  });
  const until = deadline === undefined ? '' : ` Without a decision it ends as held at ${deadline}.`;
  return [`On hold (${kind}): ${question}.${until} Decide with one of`, ...commands].join('\n');
}

/** Why a decision alone does not make an exit go on. Pure. */
export function pausedText({ instanceId, groupId }: GroupKey): string {
  return `It is paused: it goes on after\n  group-exit resume ${instanceId} ${groupId}`;
}

/** What an exit would do, for people. Pure. */
export function previewText({ verdict, summary, groupName, steps }: ExitPreview): string {
  return [`${groupName ?? 'dry run'}: ${verdict}: ${summary}`, ...steps.map(previewLine)].join('\n');
}
