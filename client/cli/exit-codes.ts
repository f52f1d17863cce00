import type { ExitOutcome } from '../../activities/receipt.ts';

/** What the command line says to scripts; `--help` lists them. */
export const exitCodes = {
  ok: 0,
  /** An error, or an exit that failed. */
  failed: 1,
  /** The command or a request makes no sense, or was not confirmed: nothing was started or changed. */
  badInput: 2,
  /** The exit is on hold: a person has to decide. */
  held: 3,
  /** The exit ended without leaving, as somebody wanted: it was cancelled or abandoned. */
  stayed: 4,
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
