import type { ResignationProgress } from '../../../activities/plans/progress.ts';
import { leftText, outcomesText, stateText } from './resignation-text.ts';

const WIDEST_BAR = 30;
const NARROWEST_BAR = 8;

/** Where a resignation stands, in words on one line. Pure. */
export function progressLine(progress: ResignationProgress): string {
  const { state, settled, groups, holds, perHour } = progress;
  return [
    `${settled}/${groups}`,
    ...(state === 'running' ? [] : [stateText(progress)]),
    ...outcomesText(progress),
    ...(holds > 0 ? [`${holds} on hold`] : []),
    ...(perHour > 0 ? [`${perHour} an hour`] : []),
    leftText(progress),
  ]
    .filter((words) => words !== undefined)
    .join(' · ');
}

/** The same behind a bar, where there is room for one. Pure. @param columns what the line may take */
export function progressBar(progress: ResignationProgress, columns: number): string {
  const words = progressLine(progress);
  const width = Math.min(WIDEST_BAR, columns - words.length - 1);
  return width < NARROWEST_BAR ? words : `${bar(progress, width)} ${words}`;
}

/** Full only when all is settled. */
function bar({ settled, groups }: ResignationProgress, width: number): string {
  const full = groups === 0 ? 0 : Math.floor((settled * width) / groups);
  return '█'.repeat(full).padEnd(width, '░');
}
