import { Command } from 'commander';
import type { CliContext } from './context.ts';
import { assignCommand } from './assign-command.ts';
import { decideCommand } from './decide-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { exitCommand } from './exit-command.ts';
import { importCommand } from './import-command.ts';
import { numberCommand } from './number-command.ts';
import { orderCommands } from './order-commands.ts';
import { planCommand } from './plan-command.ts';
import { receiptCommand } from './receipt-command.ts';
import { approveCommand } from './resignations/approve-command.ts';
import { holdsCommand } from './resignations/holds-command.ts';
import { itemCommands } from './resignations/item-commands.ts';
import { reportCommand } from './resignations/report-command.ts';
import { resignCommand } from './resignations/resign-command.ts';
import { statusCommand } from './status-command.ts';
import { watchCommand } from './watch-command.ts';
import { workerCommand } from './worker-command.ts';

const help = `
Temporal is found by TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS… or the profile in
TEMPORAL_CONFIG_FILE, as by Temporal's own command line.

Exit codes:
  0  done: the groups were left (or had been), it goes on, or the order was given
  1  failed, or a resignation ended with groups that did
  2  the command makes no sense, or was not confirmed: nothing was started or changed
  3  a person has to decide: on hold, or awaiting approval
  4  ended without leaving, as somebody wanted; of a resignation: some groups of it
  130  Ctrl-C while watching a resignation: it goes on
Of a resignation that has ended, the first of 1, 3, 4 and 0 that holds.

Examples:
  group-exit doctor
  group-exit exit sales 120363000000000000@g.us --reason "case closed" --dry-run
  group-exit status sales 120363000000000000@g.us --json
  group-exit plan --instance sales support --reason "service ended" --plan-id spring
  group-exit resign --plan spring
  group-exit watch spring`;

/** The command line. Throws what commander throws, and what the commands' own work throws. */
export function groupExitProgram(context: CliContext): Command {
  const program = new Command('group-exit')
    .description('Makes WhatsApp numbers leave their groups properly.')
    .option('--json', 'print results as JSON')
    .option('--task-queue <name>', "the workers' task queue (GROUP_EXIT_TASK_QUEUE, else group-exit)")
    .addHelpText('after', help);
  const commands = Object.entries(commandsByGroup(context)).flatMap(([heading, group]) =>
    group.map((command) => command.helpGroup(`${heading}:`)),
  );
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...commands, ...commands.flatMap((one) => one.commands)]) prepare(command, context);
  return program;
}

function commandsByGroup(context: CliContext): Record<string, Command[]> {
  return {
    'One group': [exitCommand(context), receiptCommand(context)],
    'Many groups': [
      importCommand(context),
      assignCommand(context),
      planCommand(context),
      resignCommand(context),
      approveCommand(context),
      holdsCommand(context),
      ...itemCommands(context),
      reportCommand(context),
    ],
    'An exit (<instance> <group>) or a resignation (its id)': [
      statusCommand(context),
      watchCommand(context),
      ...orderCommands(context),
      decideCommand(context),
    ],
    'The numbers': [numberCommand(context)],
    'The worker': [workerCommand(context), doctorCommand(context)],
  };
}

function prepare(command: Command, { terminal }: CliContext): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => terminal.out(text.trimEnd()),
    writeErr: (text) => terminal.note(text.trimEnd()),
  });
}
