import type { Command } from 'commander';
import { show, type CliContext, type CommonOptions } from './context.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { groupCommand, withExit } from './group-command.ts';
import { receiptText } from './texts.ts';

interface ReceiptOptions extends CommonOptions {
  wait?: boolean;
}

/** `group-exit receipt`: what came of an exit, also long after. */
export function receiptCommand(context: CliContext): Command {
  return groupCommand('receipt', 'show what came of an exit, also when Temporal has forgotten it')
    .option('--wait', 'wait for its end, however long that takes')
    .action((_instance: string, _group: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ReceiptOptions>();
      return withExit(context, command, options, async (exit) => {
        const receipt = await exit.receipt({ wait: options.wait ?? false });
        if (!receipt) {
          context.terminal.note(
            'The exit has not ended. `group-exit status` tells where it stands; add --wait to wait.',
          );
          context.exitCode = exitCodes.failed;
          return;
        }
        show(context, options, receipt, () => receiptText(receipt));
        context.exitCode = exitCodeOf(receipt.outcome);
      });
    });
}
