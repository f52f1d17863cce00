import type { Command } from 'commander';
import { show, type CliContext, type CommonOptions } from './context.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { groupCommand, withExit } from './group-command.ts';
import { progressText } from './texts.ts';

/** `group-exit status`: where an exit stands. */
export function statusCommand(context: CliContext): Command {
  return groupCommand('status', 'show where an exit stands, and what it waits for').action(
    (_instance: string, _group: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      return withExit(context, command, options, async (exit) => {
        const progress = await exit.progress();
        show(context, options, progress, () => progressText(progress, exit));
        if (progress.hold) context.exitCode = exitCodes.held;
        if (progress.receipt) context.exitCode = exitCodeOf(progress.receipt.outcome);
      });
    },
  );
}
