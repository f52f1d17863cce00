import { Command } from 'commander';
import { assignment } from '../roster/assignment.ts';
import { show, withExits, type CliContext, type CommonOptions } from './context.ts';
import { importText } from './import-command.ts';

const examples = `
For many groups, or those of several instances: group-exit import, with a column client.

Examples:
  group-exit assign acme sales 120363000000000001@g.us 120363000000000002@g.us`;

/** `group-exit assign`: says whose groups these are. */
export function assignCommand(context: CliContext): Command {
  return new Command('assign')
    .summary('say whose groups these are')
    .description('Assign groups to a client, for plans and for the successors that the client has.')
    .argument('<client>', 'whose groups they are')
    .argument('<instance>', 'id of the instance, as in the instances file')
    .argument('<groups...>', 'ids of its groups, such as 120363000000000000@g.us')
    .addHelpText('after', examples)
    .action((clientId: string, instanceId: string, groupIds: string[], _: unknown, command: Command) =>
      runAssign(context, { clientId, instanceId, groupIds }, command.optsWithGlobals<CommonOptions>()),
    );
}

async function runAssign(
  context: CliContext,
  { clientId, instanceId, groupIds }: { clientId: string; instanceId: string; groupIds: string[] },
  options: CommonOptions,
): Promise<void> {
  const groups = groupIds.map((groupId) => ({ instanceId, groupId }));
  // Before anybody is asked anything.
  assignment(clientId, groups);
  await withExits(context, options, async (exits) => {
    const result = await exits.assignGroups(clientId, groups);
    show(context, options, result, () => importText(result));
  });
}
