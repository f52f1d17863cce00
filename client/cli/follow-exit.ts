import type { ExitHandle } from '../exit-handle.ts';
import { show, type CliContext, type CommonOptions } from './context.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { holdText, receiptText } from './texts.ts';
import { watch } from './watch.ts';

/** Tells the steps of an exit until it ends, or waits for a person; shows how, and sets the exit code. */
export async function followExit(context: CliContext, exit: ExitHandle, options: CommonOptions): Promise<void> {
  const end = await watch(exit, (line) => context.terminal.note(line));
  if ('hold' in end) {
    show(context, options, end.progress, () => holdText(end.hold, exit));
    context.exitCode = exitCodes.held;
    return;
  }
  show(context, options, end.receipt, () => receiptText(end.receipt));
  context.exitCode = exitCodeOf(end.receipt.outcome);
}
