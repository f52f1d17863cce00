import type { Command } from 'commander';
import type { ExitHandle } from '../exit-handle.ts';
import type { ResignationHandle } from '../resignation-handle.ts';
import { show, type CliContext, type CommonOptions } from './context.ts';
import { exitCodeOf, exitCodeOfResignation, exitCodes } from './exit-codes.ts';
import { resignationText } from './resignations/resignation-text.ts';
import { targetCommand, withTarget } from './target-command.ts';
import { progressText } from './texts.ts';

/** `group-exit status`: where an exit or a resignation stands. */
export function statusCommand(context: CliContext): Command {
  return targetCommand('status', 'show where an exit or a resignation stands, and what it waits for').action(
    (_id: string, _group: string | undefined, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      return withTarget(context, command, options, {
        exit: (exit) => showExit(context, exit, options),
        resignation: (run) => showResignation(context, run, options),
      });
    },
  );
}

async function showExit(context: CliContext, exit: ExitHandle, options: CommonOptions): Promise<void> {
  const progress = await exit.progress();
  show(context, options, progress, () => progressText(progress, exit));
  if (progress.hold) context.exitCode = exitCodes.held;
  if (progress.receipt) context.exitCode = exitCodeOf(progress.receipt.outcome);
}

async function showResignation(context: CliContext, run: ResignationHandle, options: CommonOptions): Promise<void> {
  const progress = await run.progress();
  show(context, options, progress, () => resignationText(progress));
  context.exitCode = exitCodeOfResignation(progress);
}
