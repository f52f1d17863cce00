import { Command } from 'commander';
import type { GroupExits } from '../../group-exits.ts';
import type { Plan } from '../../plan.ts';
import type { ResignationHandle } from '../../resignation-handle.ts';
import type { ResignRequest } from '../../resign-request.ts';
import { canConfirm, confirmed, show, withExits, type CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { groupsFileHelp } from '../plan-options.ts';
import { fullPlanText, needPeople } from '../plan-people.ts';
import { follow } from './follow.ts';
import { resignationText } from './resignation-text.ts';
import { resignRequestOf, withResignOptions, type ResignOptions } from './resign-options.ts';
import { tellPeople } from './tell-progress.ts';

const examples = `
Examples:
  group-exit resign --plan spring --approved-by ana
  group-exit resign --client acme --reason "contract ended" --resignation-id acme-2026
  group-exit resign --plan spring --approval required --yes
  group-exit resign --plan spring --yes --json

${groupsFileHelp}`;

/** `group-exit resign`: numbers leave many groups. */
export function resignCommand(context: CliContext): Command {
  const command = new Command('resign')
    .summary('leave many groups properly: those of a plan, or of a selection')
    .description(
      'Leave all groups of a plan, each number at its own pace. Shows the plan and asks before it begins, then watches; Ctrl-C ends the watch alone, the resignation goes on. Asking for the same one twice is asking once.',
    )
    .addHelpText('after', examples)
    .action((_: unknown, self: Command) => runResign(context, self.optsWithGlobals<ResignOptions>()));
  return withResignOptions(command);
}

async function runResign(context: CliContext, options: ResignOptions): Promise<void> {
  // Before anybody is asked anything.
  const request = await resignRequestOf(options);
  // What still needs an approval does nothing yet.
  const begins = request.approval === undefined;
  if (begins && !canConfirm(context, options)) return;
  await withExits(context, options, async (exits) => {
    const plan = await planFor(exits, request);
    context.terminal.note(fullPlanText(plan, await needPeople(plan)));
    if (!isReady(context, plan)) return;
    if (begins && !(await confirmed(context, options, questionAbout(plan)))) return;
    const run = await exits.resign(carryOut(plan, request));
    if (options.detach || !begins) return tellStarted(context, options, run, plan);
    await watchIt(context, options, run);
  });
}

/** One that is made first has the resignation's id, so that it is asked for once, too. */
function planFor(exits: GroupExits, request: ResignRequest): Promise<Plan> {
  if ('planId' in request) return exits.planOf(request.planId);
  const { resignationId: planId, approvedBy: _1, approval: _2, urgency: _3, ...question } = request;
  return exits.plan({ planId, ...question });
}

function carryOut({ planId }: Plan, request: ResignRequest): ResignRequest {
  const { resignationId, approvedBy, approval, urgency, requestedBy } = request;
  return { planId, resignationId, approvedBy, approval, urgency, requestedBy };
}

function isReady(context: CliContext, plan: Plan): boolean {
  if (plan.state === 'ready') return true;
  if (plan.state === 'reading') context.terminal.note('The plan is being made. Try again when it is.');
  context.exitCode = exitCodes.failed;
  return false;
}

function questionAbout({ summary: { instances } }: Plan): string {
  const exits = instances.reduce((sum, share) => sum + share.exits, 0);
  const numbers = instances.filter((share) => share.exits > 0).map(({ instanceId }) => instanceId);
  return `Leave ${exits} ${exits === 1 ? 'group' : 'groups'} as ${numbers.join(', ') || 'nobody'}?`;
}

function tellStarted(context: CliContext, options: ResignOptions, run: ResignationHandle, plan: Plan): void {
  const { resignationId, workflowId } = run;
  const { planId, hash: planHash } = plan;
  const next =
    options.approval === undefined
      ? `group-exit watch ${resignationId}`
      : `group-exit approve ${resignationId} --plan-hash ${planHash}`;
  const started = { resignationId, planId, planHash, workflowId };
  show(context, options, started, () => `Started: ${workflowId}. Next: ${next}`);
}

async function watchIt(context: CliContext, options: ResignOptions, run: ResignationHandle): Promise<void> {
  context.terminal.note(`Started ${run.workflowId}; Ctrl-C ends the watch, not the resignation.`);
  const end = await follow(context, run, tellPeople(context.terminal));
  if (end) show(context, options, end, () => resignationText(end));
}
