import { userInfo } from 'node:os';
import { Argument, type Command } from 'commander';
import { parseDecision, type DecisionRequest } from '../decision.ts';
import { canConfirm, confirmed, show, type CliContext, type CommonOptions, type ConfirmOptions } from './context.ts';
import { groupCommand, withExit } from './group-command.ts';
import { pausedText } from './texts.ts';

interface DecideOptions extends CommonOptions, ConfirmOptions {
  successor?: string;
  by: string;
}

const examples = `
Examples:
  group-exit decide sales 120363000000000000@g.us appoint --successor "+49 151 23456789"
  group-exit decide sales 120363000000000000@g.us leave-anyway --by ana --yes`;

/** `group-exit decide`: a person's answer to a hold. */
export function decideCommand(context: CliContext): Command {
  return groupCommand('decide', 'answer the hold of an exit; `group-exit status` tells what it asks')
    .addArgument(
      new Argument('<action>', 'what to do').choices(['appoint', 'leave-anyway', 'retry', 'abandon'] as const),
    )
    .option('--successor <person>', 'with appoint: who gets the admin rights, a phone number or an id')
    .option('--by <name>', 'who decides, by name or login; kept in the receipt', userInfo().username)
    .option('--yes', 'do not ask')
    .addHelpText('after', examples)
    .action((_instance: string, _group: string, action: DecisionRequest['action'], _: unknown, command: Command) =>
      runDecide(context, action, command),
    );
}

async function runDecide(context: CliContext, action: DecisionRequest['action'], command: Command): Promise<void> {
  const options = command.optsWithGlobals<DecideOptions>();
  const decision = { action, decidedBy: options.by, successor: options.successor };
  // Before anybody is asked anything.
  parseDecision(decision);
  const final = action === 'appoint' || action === 'leave-anyway';
  if (final && !canConfirm(context, options)) return;
  await withExit(context, command, options, async (exit) => {
    if (final && !(await confirmed(context, options, `Decide ${action} for ${exit.groupId}?`))) return;
    const { paused } = await exit.progress();
    const hold = await exit.decide(decision);
    const next = action === 'abandon' ? 'The exit ends.' : paused ? pausedText(exit) : 'The exit goes on.';
    show(context, options, { decided: hold, action, paused }, () => `Decided: ${action} (${hold.kind}). ${next}`);
  });
}
