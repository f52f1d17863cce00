import { userInfo } from 'node:os';
import { Command, Option } from 'commander';
import type { HoldKind } from '../../activities/receipt.ts';
import { choicesOf } from '../../workflows/messages.ts';
import { parseDecision, type DecisionRequest } from '../decision.ts';
import { InvalidRequest } from '../errors.ts';
import { canConfirm, confirmed, show, type CliContext, type CommonOptions, type ConfirmOptions } from './context.ts';
import { withExit } from './group-command.ts';
import { decideAll } from './resignations/decide-all.ts';
import { pausedText } from './texts.ts';

interface DecideOptions extends CommonOptions, ConfirmOptions {
  successor?: string;
  by: string;
  all?: HoldKind;
}

const actions: DecisionRequest['action'][] = ['appoint', 'leave-anyway', 'retry', 'abandon'];
const kinds = Object.keys(choicesOf) as HoldKind[];

const examples = `
Examples:
  group-exit decide sales 120363000000000000@g.us appoint --successor "+49 151 23456789"
  group-exit decide sales 120363000000000000@g.us leave-anyway --by ana --yes
  group-exit decide spring --all no-successor leave-anyway`;

/** `group-exit decide`: a person's answer to a hold, or to all holds of a kind. */
export function decideCommand(context: CliContext): Command {
  const summary = 'answer the hold of an exit, or all holds of a kind in a resignation';
  return new Command('decide')
    .summary(summary)
    .description(
      `${summary[0]?.toUpperCase()}${summary.slice(1)}; \`group-exit status\` and \`holds\` tell what they ask. Actions: ${actions.join(', ')}.`,
    )
    .usage('[options] <instance> <group> <action> | <resignation> --all <kind> <action>')
    .argument('<ids and action...>', 'instance and group, or a resignation; then what to do')
    .addOption(new Option('--all <kind>', 'of a resignation: every hold of this kind').choices(kinds))
    .option('--successor <person>', 'with appoint: who gets the admin rights, a phone number or an id')
    .option('--by <name>', 'who decides, by name or login; kept in the receipt', userInfo().username)
    .option('--yes', 'do not ask')
    .addHelpText('after', examples)
    .action((_words: string[], _: unknown, command: Command) => runDecide(context, command));
}

async function runDecide(context: CliContext, command: Command): Promise<void> {
  const options = command.optsWithGlobals<DecideOptions>();
  const { all: kind, by: decidedBy, successor } = options;
  const expected = kind === undefined ? 3 : 2;
  if (command.args.length !== expected) throw wrongWords(expected);
  // Before anybody is asked anything.
  const action = parseDecision({ action: command.args.at(-1), decidedBy, successor }).action;
  const decision: DecisionRequest = { action, decidedBy, successor };
  await (kind === undefined
    ? decideOne(context, command, options, decision)
    : decideAll(context, command, options, kind, decision));
}

function wrongWords(expected: number): InvalidRequest {
  const problem =
    expected === 3
      ? 'are not three: write instance, group and action; for all holds of a kind, a resignation, --all <kind> and the action'
      : 'are not two: with --all, write the resignation and the action';
  return new InvalidRequest([{ field: 'arguments', problem }]);
}

async function decideOne(
  context: CliContext,
  command: Command,
  options: DecideOptions,
  decision: DecisionRequest,
): Promise<void> {
  const { action } = decision;
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
