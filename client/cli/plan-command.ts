import { Command } from 'commander';
import { parsePlanQuestion } from '../plan-request.ts';
import { show, withExits, type CliContext, type CommonOptions } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { groupsFileHelp, selectionOf, withSelectionOptions, type SelectionOptions } from './plan-options.ts';
import { fullPlanText, needPeople } from './plan-people.ts';
import { wishesOf, withWishOptions, type WishOptions } from './wish-options.ts';

interface PlanOptions extends CommonOptions, SelectionOptions, WishOptions {
  planId?: string;
}

const examples = `
Examples:
  group-exit plan --instance sales support --reason "service ended"
  group-exit plan --client acme --reason "contract ended" --successor "+49 151 23456789" --json
  group-exit plan --groups groups.txt --reason "case closed"

${groupsFileHelp}`;

/** `group-exit plan`: what leaving many groups would mean, before anything is done. */
export function planCommand(context: CliContext): Command {
  const command = new Command('plan')
    .summary('say what leaving many groups would mean, and do nothing')
    .description(
      "Read each number's list of groups and decide, group by group, whether it would be left, skipped, or needs a person first. Nothing is done in any group.",
    )
    .option('--plan-id <id>', 'name the plan; asking for it again is asking once')
    .addHelpText('after', examples)
    .action((_: unknown, self: Command) => runPlan(context, self.optsWithGlobals<PlanOptions>()));
  return withWishOptions(withSelectionOptions(command), 'required');
}

async function runPlan(context: CliContext, options: PlanOptions): Promise<void> {
  const question = { planId: options.planId, ...(await selectionOf(options)), ...wishesOf(options) };
  // Before anybody is asked anything.
  parsePlanQuestion(question);
  await withExits(context, options, async (exits) => {
    const plan = await exits.plan(question);
    const people = await needPeople(plan);
    show(context, options, { ...plan.summary, people }, () => fullPlanText(plan, people));
    if (plan.state === 'stopped') context.exitCode = exitCodes.failed;
    if (plan.state === 'ready') context.terminal.note(`Next: group-exit resign --plan ${plan.planId}`);
  });
}
