import type { Command } from 'commander';
import { choicesOf } from '../../../workflows/messages.ts';
import type { ResignationHold } from '../../resignation-holds.ts';
import { show, type CliContext, type CommonOptions } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { resignationCommand, withResignation } from '../target-command.ts';
import { holdsText } from './holds-text.ts';

/** `group-exit holds`: what waits for a person. */
export function holdsCommand(context: CliContext): Command {
  const summary = 'list what waits for a person, with the commands that decide it; ends with 3 while there is any';
  return resignationCommand('holds', summary).action((_id: string, _: unknown, command: Command) => {
    const options = command.optsWithGlobals<CommonOptions>();
    return withResignation(context, command, options, async (run) => {
      const holds: ResignationHold[] = [];
      for await (const hold of run.holds()) holds.push(hold);
      const { resignationId } = run;
      show(context, options, { resignationId, holds: holds.map(plainHold) }, () => holdsText(resignationId, holds));
      if (holds.length > 0) context.exitCode = exitCodes.held;
    });
  });
}

function plainHold({ instanceId, groupId, groupName, kind, question, since }: ResignationHold): object {
  return { instanceId, groupId, groupName, kind, question, since, choices: choicesOf[kind] };
}
