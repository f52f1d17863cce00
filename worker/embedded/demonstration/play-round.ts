import type { ImportRow, Plan, PlanItem, ReportLine, ResignationHandle } from '../../../client/index.ts';
import { people } from './cast.ts';
import { prepareGroups, type PlayedGroup } from './groups.ts';
import type { Stage } from './stage.ts';
import { watchRun } from './watch-run.ts';
import { planned } from './words.ts';

export interface Ending {
  /** What the plan left out. */
  skipped: PlanItem[];
  report: ReportLine[];
}

/** The plan has the same name: a round played again after a crash finds both. */
export function resignationIdOf(round: number): string {
  return `demonstration-${round}`;
}

/**
 * Plans the resignation of a round and carries it out. Played again after a crash, it goes on where it was.
 * @throws when the plan cannot be carried out
 */
export async function playRound(round: number, groups: readonly PlayedGroup[], stage: Stage): Promise<Ending> {
  const { exits, screen, uiUrl } = stage;
  prepareGroups(groups, stage.sandbox);
  await exits.import(groups.map(rowOf));
  const plan = await planOf(round, groups, stage);
  screen.say(...planned(plan, uiUrl));
  const run = await exits.resign({ planId: plan.planId, approvedBy: 'npm start' });
  await goOnAfterPause(run, stage);
  await watchRun({ ...stage, run });
  const items = await all(plan.items());
  return { skipped: items.filter(({ verdict }) => verdict === 'skip'), report: await all(run.report()) };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** What the business knows of a group. */
function rowOf({ instanceId, groupId, name, clientId, keep }: PlayedGroup): ImportRow {
  return { instanceId, groupId, groupName: name, clientId, keep };
}

async function planOf(round: number, groups: readonly PlayedGroup[], { exits }: Stage): Promise<Plan> {
  const plan = await exits.plan({
    planId: resignationIdOf(round),
    groups: groups.map(({ instanceId, groupId }) => ({ instanceId, groupId })),
    reason: `demonstration, round ${round}`,
    requestedBy: 'npm start',
    successors: [people.ana],
    closingDescription: 'This group is closed on our side. Questions: help@example.org',
  });
  if (plan.state !== 'ready') throw new Error(`The plan cannot be carried out: ${plan.why ?? plan.state}`);
  return plan;
}

/** Whoever starts it again after it was ended during a pause wants it to go on. */
async function goOnAfterPause(run: ResignationHandle, { screen }: Stage): Promise<void> {
  const { state, pauseReason } = await run.progress();
  if (state !== 'paused' && state !== 'pausing') return;
  screen.say(`It was paused (${pauseReason ?? 'no reason given'}) when it ended last time: it goes on now.`);
  await run.resume();
}
