import type { Command } from 'commander';
import type { ExitHandle } from '../exit-handle.ts';
import { show, type CliContext, type CommonOptions } from './context.ts';
import { groupCommand, withExit } from './group-command.ts';

/** `group-exit pause`, `resume` and `cancel`: orders that an exit takes between two steps. */
export function orderCommands(context: CliContext): Command[] {
  return [
    orderCommand(context, 'pause', 'stop an exit before its next step; from the goodbye on it goes on to its end', {
      give: (exit) => exit.pause(),
      given: 'It pauses before its next step, unless it has said goodbye already.',
    }),
    orderCommand(context, 'resume', 'let a paused exit go on', {
      give: (exit) => exit.resume(),
      given: 'It is not paused any more; `group-exit status` tells what else it waits for, if anything.',
    }),
    orderCommand(context, 'cancel', 'end an exit before its next step; from the goodbye on it goes on to its end', {
      give: (exit) => exit.cancel(),
      given: 'It ends before its next step, unless it has said goodbye already; `group-exit receipt` tells.',
    }),
  ];
}

interface Order {
  give: (exit: ExitHandle) => Promise<void>;
  given: string;
}

function orderCommand(context: CliContext, name: string, summary: string, { give, given }: Order): Command {
  return groupCommand(name, summary).action((_instance: string, _group: string, _: unknown, command: Command) => {
    const options = command.optsWithGlobals<CommonOptions>();
    return withExit(context, command, options, async (exit) => {
      await give(exit);
      const { instanceId, groupId } = exit;
      show(context, options, { instanceId, groupId, order: name }, () => given);
    });
  });
}
