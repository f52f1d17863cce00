import { Command } from 'commander';
import { parsePlanQuestion, type PlanQuestion } from '../plan-request.ts';
import type { Plan } from '../plan.ts';
import { show, withExits, type CliContext, type CommonOptions } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { readGroupsFile } from './groups-file.ts';
import { peopleText, planText } from './plan-text.ts';
import { wishesOf, withWishOptions, type WishOptions } from './wish-options.ts';

interface PlanOptions extends CommonOptions, WishOptions {
  client?: string;
  instance?: string[];
  groups?: string;
  inactiveDays?: string;
  acceptSmallerListing?: boolean;
  planId?: string;
}

const examples = `
Examples:
  group-exit plan --instance sales support --reason "service ended"
  group-exit plan --client acme --reason "contract ended" --successor "+49 151 23456789" --json
  group-exit plan --groups groups.txt --reason "case closed"

A file of groups has a line for each, with instance and group: sales 120363000000000000@g.us`;

/** `group-exit plan`: what leaving many groups would mean, before anything is done. */
export function planCommand(context: CliContext): Command {
  const command = new Command('plan')
    .summary('say what leaving many groups would mean, and do nothing')
    .description(
      "Read each number's list of groups and decide, group by group, whether it would be left, skipped, or needs a person first. Nothing is done in any group.",
    )
    .option('--client <id>', 'all groups that the books have of this client')
    .option('--instance <id...>', 'all groups of these instances')
    .option('--groups <file>', 'the groups that a file names')
    .option('--inactive-days <days>', 'only groups in which nothing has happened for so long')
    .option('--accept-smaller-listing', 'take a list that is much smaller than the last one for true')
    .option('--plan-id <id>', 'name the plan; asking for it again is asking once')
    .addHelpText('after', examples)
    .action((_: unknown, self: Command) => runPlan(context, self.optsWithGlobals<PlanOptions>()));
  return withWishOptions(command);
}

async function runPlan(context: CliContext, options: PlanOptions): Promise<void> {
  const question = await questionOf(options);
  // Before anybody is asked anything.
  parsePlanQuestion(question);
  await withExits(context, options, async (exits) => {
    const plan = await exits.plan(question);
    const people = await needPeople(plan);
    show(context, options, { ...plan.summary, people }, () =>
      [planText(plan.summary), ...peopleText(people)].join('\n'),
    );
    if (plan.state === 'stopped') context.exitCode = exitCodes.failed;
    if (plan.state === 'ready') context.terminal.note(`Next: group-exit resign --plan ${plan.planId}`);
  });
}

async function questionOf(options: PlanOptions): Promise<PlanQuestion> {
  const { client: clientId, instance: instanceIds, inactiveDays, acceptSmallerListing, planId } = options;
  return {
    groups: options.groups === undefined ? undefined : await readGroupsFile(options.groups),
    clientId,
    instanceIds,
    inactiveForDays: inactiveDays === undefined ? undefined : Number(inactiveDays),
    acceptSmallerListing,
    planId,
    ...wishesOf(options),
  };
}

/** The groups that somebody has to look at first, as `plan.items()` has them. */
async function needPeople(plan: Plan): Promise<PeopleItem[]> {
  const people: PeopleItem[] = [];
  if (!plan.summary.counts.some(({ verdict }) => verdict === 'person')) return people;
  for await (const { verdict, instanceId, groupId, groupName, code, detail } of plan.items()) {
    if (verdict === 'person') people.push({ instanceId, groupId, groupName, code, detail });
  }
  return people;
}

type PeopleItem = Parameters<typeof peopleText>[0][number];
