import type { StepRecord } from '../../activities/receipt.ts';
import type { ExitProgress } from '../../workflows/messages.ts';
import type { Played } from './play.ts';
import type { MatrixHouse } from './matrix-house.ts';
import type { Observed } from './row.ts';

/** Never due in the exits of the matrix. */
const NEVER_DUE = ['trigger', 'turn', 'caches'];

/** What an exit came to, in the words of the matrix. */
export function observe({ cell, groupId, progress }: Played, house: MatrixHouse): Observed {
  const steps = progress.receipt?.steps ?? progress.steps;
  const unusual = steps.filter(({ step, outcome }) => outcome !== 'done' && !NEVER_DUE.includes(step));
  return {
    ending: endingOf(progress, steps),
    unusual: Object.fromEntries(unusual.map(({ step, outcome, code }) => [step, `${outcome}: ${code}`])),
    goodbyes: house.goodbyes(cell, groupId),
  };
}

function endingOf({ receipt, hold, step }: ExitProgress, steps: StepRecord[]): string {
  if (hold) return `hold: ${hold.kind}`;
  if (!receipt) return `waits at ${step}`;
  return `${receipt.outcome} by ${steps.find((one) => one.step === 'confirmation')?.code}`;
}
