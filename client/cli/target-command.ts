import { Command } from 'commander';
import type { ExitHandle } from '../exit-handle.ts';
import type { GroupExits } from '../group-exits.ts';
import type { ResignationHandle } from '../resignation-handle.ts';
import { parseResignationId } from '../resign-request.ts';
import { withExits, type CliContext, type CommonOptions } from './context.ts';
import { withExit } from './group-command.ts';

/** A command about the exit of one group, or about a whole resignation: two ids, or one. */
export function targetCommand(name: string, summary: string): Command {
  return new Command(name)
    .summary(summary)
    .description(
      `${summary[0]?.toUpperCase()}${summary.slice(1)}. Two ids, instance and group, mean an exit; one id means a resignation.`,
    )
    .usage('[options] <instance> <group> | <resignation>')
    .argument('<id>', 'id of the instance, as in the instances file; alone, id of a resignation')
    .argument('[group]', 'id of the group, such as 120363000000000000@g.us');
}

interface Runs {
  exit: (exit: ExitHandle) => Promise<void>;
  resignation: (run: ResignationHandle) => Promise<void>;
}

/** Attaches to what the command's arguments name, and runs the command on it. */
export function withTarget(context: CliContext, command: Command, options: CommonOptions, runs: Runs): Promise<void> {
  return isResignation(command)
    ? withResignation(context, command, options, runs.resignation)
    : withExit(context, command, options, runs.exit);
}

/** Whether the command's arguments name a resignation. */
export function isResignation({ args }: Command): boolean {
  return args.length === 1;
}

/** A command about a resignation alone. */
export function resignationCommand(name: string, summary: string): Command {
  return new Command(name)
    .summary(summary)
    .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
    .argument('<resignation>', 'id of the resignation');
}

/** Attaches to the resignation that the command's first argument names. */
export function withResignation(
  context: CliContext,
  { args: [id] }: Command,
  options: CommonOptions,
  run: (resignation: ResignationHandle, exits: GroupExits) => Promise<void>,
): Promise<void> {
  // Before anybody is asked.
  const resignationId = parseResignationId(id);
  return withExits(context, options, (exits) => run(exits.resignation(resignationId), exits));
}
