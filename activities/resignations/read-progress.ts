import type { ItemOutcome } from '../plans/plan.ts';
import type { NumberProgress, ResignationProgress } from '../plans/progress.ts';
import type { NumberCounts, Resignation } from '../plans/resignations.ts';
import type { ResignationPorts } from '../ports.ts';

const HOUR_MS = 3_600_000;
/** The first exits of a resignation say little about its rate. */
const SHORTEST_MS = 60_000;

/** Where a resignation stands, by the books; `null` where they do not know it. */
export const readProgress =
  ({ resignations }: ResignationPorts) =>
  async ({ resignationId }: { resignationId: string }): Promise<ResignationProgress | null> => {
    const resignation = await resignations.resignation(resignationId);
    if (resignation === undefined) return null;
    const plan = await resignations.planBrief(resignation.planId);
    const counts = await resignations.countItems(resignation.planId);
    return progressOf(resignation, counts, plan?.why ?? undefined, Date.now());
  };

/** Pure. @param nowMs when the counts were read */
function progressOf(
  resignation: Resignation,
  counts: NumberCounts[],
  stoppedBecause: string | undefined,
  nowMs: number,
): ResignationProgress {
  const { resignationId, planId, state, approvedBy, pausedBy, pauseReason, startedAtMs, finishedAtMs } = resignation;
  const numbers = counts.map(numberOf);
  const sum = (what: (number: NumberProgress) => number): number => numbers.reduce((all, one) => all + what(one), 0);
  const overMs = Math.min(HOUR_MS, Math.max(SHORTEST_MS, nowMs - startedAtMs));
  const endsInMs = state === 'running' ? untilTheEnd(counts, overMs) : undefined;
  return {
    resignationId,
    planId,
    state,
    approvedBy: approvedBy ?? undefined,
    pausedBy: pausedBy ?? undefined,
    pauseReason: pauseReason ?? undefined,
    stoppedBecause,
    groups: sum(({ groups }) => groups),
    open: sum(({ open }) => open),
    running: sum(({ running }) => running),
    holds: sum(({ holds }) => holds),
    settled: sum(({ settled }) => settled),
    outcomes: outcomesOf(counts),
    numbers,
    perHour: Math.round((counts.reduce((all, { lastHour }) => all + lastHour, 0) * HOUR_MS) / overMs),
    endsAt: endsInMs === undefined ? undefined : new Date(nowMs + endsInMs).toISOString(),
    startedAt: new Date(startedAtMs).toISOString(),
    finishedAt: finishedAtMs === null ? undefined : new Date(finishedAtMs).toISOString(),
    asOf: new Date(nowMs).toISOString(),
  };
}

function numberOf({ instanceId, byState, holds }: NumberCounts): NumberProgress {
  const { open, started, joined, settled } = byState;
  const underWay = started + joined;
  return { instanceId, groups: open + underWay + settled, open, running: underWay - holds, holds, settled };
}

function outcomesOf(counts: NumberCounts[]): Partial<Record<ItemOutcome, number>> {
  const outcomes: Partial<Record<ItemOutcome, number>> = {};
  for (const { byOutcome } of counts)
    for (const [outcome, count] of Object.entries(byOutcome) as [ItemOutcome, number][])
      outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
  return outcomes;
}

/** Numbers work side by side, so the slowest one counts; one that has settled nothing yet tells nothing. */
function untilTheEnd(counts: NumberCounts[], overMs: number): number | undefined {
  const left = counts.filter(({ byState }) => byState.open > 0);
  if (left.length === 0 || left.some(({ lastHour }) => lastHour === 0)) return undefined;
  return Math.max(...left.map(({ byState, lastHour }) => (byState.open * overMs) / lastHour));
}
