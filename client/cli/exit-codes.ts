import type { ResignationProgress } from '../../activities/plans/progress.ts';
import type { ExitOutcome } from '../../activities/receipt.ts';

/** What the command line says to scripts; `--help` lists them. */
export const exitCodes = {
  ok: 0,
  /** An error, an exit that failed, or a resignation with one. */
  failed: 1,
  /** The command or a request makes no sense, or was not confirmed: nothing was started or changed. */
  badInput: 2,
  /** An exit is on hold, or a plan waits for approval: a person has to decide. */
  held: 3,
  /** It ended without leaving, as somebody wanted: it was cancelled or abandoned. */
  stayed: 4,
  /** Ctrl-C while watching: what is watched goes on. */
  interrupted: 130,
} as const;

export function exitCodeOf(outcome: ExitOutcome): number {
  switch (outcome) {
    case 'left':
    case 'already-out':
      return exitCodes.ok;
    case 'held':
      return exitCodes.held;
    case 'abandoned':
    case 'cancelled':
      return exitCodes.stayed;
    case 'failed':
      return exitCodes.failed;
  }
}

/** The gravest thing that came of its groups; of one that goes on, whether it waits for a person. */
export function exitCodeOfResignation({ state, holds, outcomes }: ResignationProgress): number {
  const over = state === 'finished' || state === 'stopped';
  if (!over) return holds > 0 || state === 'awaiting-approval' ? exitCodes.held : exitCodes.ok;
  if (state === 'stopped' || outcomes.failed) return exitCodes.failed;
  if (outcomes.held) return exitCodes.held;
  return outcomes.cancelled || outcomes.abandoned ? exitCodes.stayed : exitCodes.ok;
}
