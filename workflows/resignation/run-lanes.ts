import { stepFailure } from '../step-failure.ts';
import { rows } from './activity-proxies.ts';
import type { Ready } from './begin.ts';
import { Lanes } from './lanes.ts';
import { enter, obey } from './obey.ts';
import { Paces } from './paces.ts';
import type { ResignationRun } from './run.ts';

const SHORTEST_LOOK_MS = 1_000;
const LONGEST_LOOK_MS = 14_400_000;
const PAUSING_LOOK_MS = 2_000;
/** Looks come at this part of the time that it has run: some hundred in a month, and the history stays short. */
const LOOKS = 60;

/** Runs the lanes until every group is settled, and passes on what people order meanwhile. */
export async function runLanes(run: ResignationRun, ready: Ready): Promise<void> {
  const lanes = new Lanes(run, ready);
  const paces = new Paces();
  if (run.ordered !== undefined) await enter(run, 'running');
  await paces.learn(run.instanceIds);
  for (let sinceMs = Date.now(); ;) {
    if (await obey(run)) sinceMs = Date.now();
    await look(run, paces);
    if (isDone(run)) return;
    await lanes.startMissing();
    await run.news(patience(run, sinceMs), 'Until the next look at the counts');
  }
}

async function look(run: ResignationRun, paces: Paces): Promise<void> {
  const { resignationId } = run;
  // While the books are away, what they said last is shown, with its time.
  const progress = await rows.readProgress({ resignationId }).catch((error: unknown) => void stepFailure(error));
  if (progress) run.progress = { ...progress, endsAt: paces.endsAt(progress, Date.now()) };
  run.show();
}

function isDone({ progress, hasOrders }: ResignationRun): boolean {
  return progress !== null && progress.settled === progress.groups && !hasOrders;
}

function patience({ state }: ResignationRun, sinceMs: number): number {
  if (state === 'pausing') return PAUSING_LOOK_MS;
  return Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, (Date.now() - sinceMs) / LOOKS));
}
