import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { canConfirm, confirmed, show, type CliContext, type CommonOptions, type ConfirmOptions } from '../context.ts';
import { fullPlanText, needPeople } from '../plan-people.ts';
import { resignationCommand, withResignation } from '../target-command.ts';

interface ApproveOptions extends CommonOptions, ConfirmOptions {
  planHash?: string;
  by: string;
}

const examples = `
Examples:
  group-exit approve spring
  group-exit approve spring --plan-hash 5f0c… --by ana`;

/** `group-exit approve`: lets a resignation begin that waits for it. */
export function approveCommand(context: CliContext): Command {
  const summary = 'let a resignation begin that waits for approval; without a hash, only show its plan and the hash';
  return resignationCommand('approve', summary)
    .option('--plan-hash <hash>', 'of the plan that was looked at; another is refused')
    .option('--by <name>', 'who approves, by name or login', userInfo().username)
    .option('--yes', 'do not ask')
    .addHelpText('after', examples)
    .action((_id: string, _: unknown, command: Command) => runApprove(context, command));
}

async function runApprove(context: CliContext, command: Command): Promise<void> {
  const options = command.optsWithGlobals<ApproveOptions>();
  const { planHash, by: approvedBy } = options;
  if (planHash !== undefined && !canConfirm(context, options)) return;
  await withResignation(context, command, options, async (run, exits) => {
    const { resignationId } = run;
    const plan = await exits.planOf((await run.progress()).planId);
    const people = await needPeople(plan);
    if (planHash === undefined) {
      const next = `Approve it: group-exit approve ${resignationId} --plan-hash ${plan.hash}`;
      return show(context, options, { ...plan.summary, people }, () => `${fullPlanText(plan, people)}\n${next}`);
    }
    context.terminal.note(fullPlanText(plan, people));
    if (!(await confirmed(context, options, `Let ${resignationId} carry out this plan?`))) return;
    await run.approve({ planHash, approvedBy });
    const next = `Approved; it begins. \`group-exit watch ${resignationId}\` shows how.`;
    show(context, options, { resignationId, order: 'approve', planHash, approvedBy }, () => next);
  });
}
