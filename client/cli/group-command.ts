import { Command } from 'commander';
import type { ExitHandle } from '../exit-handle.ts';
import { parseGroup } from '../request.ts';
import { withExits, type CliContext, type CommonOptions } from './context.ts';

/** A command about the exit of one group. */
export function groupCommand(name: string, summary: string): Command {
  return new Command(name)
    .summary(summary)
    .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
    .argument('<instance>', 'id of the instance, as in the instances file')
    .argument('<group>', 'id of the group, such as 120363000000000000@g.us');
}

/** Attaches to the exit that the command's arguments name, and runs the command on it. */
export function withExit(
  context: CliContext,
  { args: [instanceId = '', groupId = ''] }: Command,
  options: CommonOptions,
  run: (exit: ExitHandle) => Promise<void>,
): Promise<void> {
  // Before anybody is asked.
  const group = parseGroup({ instanceId, groupId });
  return withExits(context, options, (exits) => run(exits.handle(group)));
}
