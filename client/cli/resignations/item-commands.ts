import type { Command } from 'commander';
import { parseGroup } from '../../request.ts';
import { show, type CliContext, type CommonOptions } from '../context.ts';
import { resignationCommand, withResignation } from '../target-command.ts';

/** `group-exit retry` and `skip`: what is done, and what is not, of a resignation's groups. */
export function itemCommands(context: CliContext): Command[] {
  return [retryCommand(context), skipCommand(context)];
}

function retryCommand(context: CliContext): Command {
  const summary = 'try once more what failed or was held until its deadline, and only that; also after the end';
  return resignationCommand('retry', summary).action((_id: string, _: unknown, command: Command) => {
    const options = command.optsWithGlobals<CommonOptions>();
    return withResignation(context, command, options, async (run) => {
      await run.retryFailed();
      const { resignationId } = run;
      const next = `It tries them again; \`group-exit watch ${resignationId}\` shows how.`;
      show(context, options, { resignationId, order: 'retry' }, () => next);
    });
  });
}

function skipCommand(context: CliContext): Command {
  const summary = 'leave out one group; an exit of it that has not said goodbye ends';
  return resignationCommand('skip', summary)
    .argument('<instance>', 'id of the instance, as in the instances file')
    .argument('<group>', 'id of the group, such as 120363000000000000@g.us')
    .action((_id: string, instance: string, id: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      // Before anybody is asked.
      const { instanceId, groupId } = parseGroup({ instanceId: instance, groupId: id });
      return withResignation(context, command, options, async (run) => {
        await run.skip({ instanceId, groupId });
        const order = { resignationId: run.resignationId, instanceId, groupId, order: 'skip' };
        show(context, options, order, () => 'It is left out, unless it has said goodbye already.');
      });
    });
}
