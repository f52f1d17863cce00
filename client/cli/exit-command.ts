import { Command } from 'commander';
import type { ExitHandle } from '../exit-handle.ts';
import type { GroupExits } from '../group-exits.ts';
import { parseExitRequest, type ExitRequest } from '../request.ts';
import {
  canConfirm,
  confirmed,
  show,
  withExits,
  type CliContext,
  type CommonOptions,
  type ConfirmOptions,
} from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { followExit } from './follow-exit.ts';
import { previewText } from './texts.ts';
import { wishesOf, withWishOptions, type WishOptions } from './wish-options.ts';

interface ExitOptions extends CommonOptions, ConfirmOptions, WishOptions {
  client?: string;
  groupName?: string;
  dryRun?: boolean;
  detach?: boolean;
}

const examples = `
Examples:
  group-exit exit sales 120363000000000000@g.us --reason "case closed" --dry-run
  group-exit exit sales 120363000000000000@g.us --reason "case closed" --successor "+49 151 23456789"
  group-exit exit sales 120363000000000000@g.us --reason "case closed" --yes --detach --json`;

/** `group-exit exit`: one number leaves one group. */
export function exitCommand(context: CliContext): Command {
  const command = new Command('exit')
    .summary('leave a group properly')
    .description(
      'Make an instance leave a group: hand over, say goodbye, leave, and prove it. Shows what would happen and asks before it begins; asking for the same exit twice is asking once.',
    )
    .argument('<instance>', 'id of the instance, as in the instances file')
    .argument('<group>', 'id of the group, such as 120363000000000000@g.us')
    .option('--client <id>', 'whose group it is')
    .option('--group-name <name>', 'what people call the group')
    .option('--dry-run', 'only look, and say what each step would do')
    .option('--yes', 'do not ask')
    .option('--detach', 'do not wait for the end')
    .addHelpText('after', examples)
    .action((instanceId: string, groupId: string, _: unknown, command: Command) =>
      runExit(context, instanceId, groupId, command.optsWithGlobals<ExitOptions>()),
    );
  return withWishOptions(command, 'required');
}

async function runExit(context: CliContext, instanceId: string, groupId: string, options: ExitOptions): Promise<void> {
  const request = requestOf(instanceId, groupId, options);
  // Before anybody is asked anything.
  parseExitRequest(request);
  if (!options.dryRun && !canConfirm(context, options)) return;
  await withExits(context, options, async (exits) => {
    if (options.dryRun) return runPreview(context, exits, request, options);
    if (!options.yes) await preview(context, exits, request);
    if (!(await confirmed(context, options, `Leave ${groupId} as ${instanceId}?`))) return;
    const exit = await exits.exit(request);
    if (options.detach) return show(context, options, startedOf(exit), () => `Started: ${exit.workflowId}`);
    context.terminal.note(`Started ${exit.workflowId}; it goes on also without this command.`);
    await followExit(context, exit, options);
  });
}

async function runPreview(
  context: CliContext,
  exits: GroupExits,
  request: ExitRequest,
  options: CommonOptions,
): Promise<void> {
  const found = await exits.exit({ ...request, dryRun: true });
  show(context, options, found, () => previewText(found));
  if (found.verdict === 'hold') context.exitCode = exitCodes.held;
}

async function preview({ terminal }: CliContext, exits: GroupExits, request: ExitRequest): Promise<void> {
  terminal.note(previewText(await exits.exit({ ...request, dryRun: true })));
}

function startedOf({ instanceId, groupId, workflowId }: ExitHandle): object {
  return { instanceId, groupId, workflowId };
}

function requestOf(instanceId: string, groupId: string, options: ExitOptions): ExitRequest {
  const { client: clientId, groupName } = options;
  return { instanceId, groupId, clientId, groupName, ...wishesOf(options) };
}
