import type { ResignationProgress } from '../../../activities/plans/progress.ts';
import type { ResignationHandle } from '../../resignation-handle.ts';
import type { CliContext } from '../context.ts';
import { exitCodeOfResignation, exitCodes } from '../exit-codes.ts';
import type { TellProgress } from './tell-progress.ts';
import { watchResignation } from './watch-resignation.ts';

/**
 * Watches a resignation and sets the exit code. Ctrl-C ends the watch, and says how to go on with it.
 * @returns how it ended, or what waits for people; `undefined` after Ctrl-C
 */
export async function follow(
  context: CliContext,
  run: ResignationHandle,
  tell: TellProgress,
): Promise<ResignationProgress | undefined> {
  const { terminal } = context;
  const interrupted = new AbortController();
  const stopListening = terminal.onInterrupt(() => interrupted.abort());
  try {
    const note = (line: string): void => terminal.note(line);
    const end = await watchResignation(run, { tell, note, signal: interrupted.signal });
    if (!end)
      terminal.note(`Nobody watches now; the resignation goes on. Again: group-exit watch ${run.resignationId}`);
    context.exitCode = end ? exitCodeOfResignation(end) : exitCodes.interrupted;
    return end;
  } finally {
    stopListening();
  }
}
