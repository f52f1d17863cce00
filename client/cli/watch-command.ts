import type { Command } from 'commander';
import type { ResignationHandle } from '../resignation-handle.ts';
import type { CliContext, CommonOptions } from './context.ts';
import { followExit } from './follow-exit.ts';
import { follow } from './resignations/follow.ts';
import { resignationText } from './resignations/resignation-text.ts';
import { tellPeople, tellScripts } from './resignations/tell-progress.ts';
import { targetCommand, withTarget } from './target-command.ts';

const help = `
Ends when it has ended, or when nothing but a person's decision can bring it on (exit code 3). Ctrl-C ends the watch alone.
With --json a resignation is told as a line of JSON for each change.`;

/** `group-exit watch`: follows what somebody has started. */
export function watchCommand(context: CliContext): Command {
  return targetCommand('watch', 'follow an exit or a resignation to its end')
    .addHelpText('after', help)
    .action((_id: string, _group: string | undefined, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      return withTarget(context, command, options, {
        exit: (exit) => followExit(context, exit, options),
        resignation: (run) => watchToTheEnd(context, run, options),
      });
    });
}

async function watchToTheEnd(context: CliContext, run: ResignationHandle, { json }: CommonOptions): Promise<void> {
  const { terminal } = context;
  const end = await follow(context, run, json ? tellScripts(terminal) : tellPeople(terminal));
  if (end && !json) terminal.out(resignationText(end));
}
