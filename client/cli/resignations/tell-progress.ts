import type { ResignationProgress } from '../../../activities/plans/progress.ts';
import type { Terminal } from '../terminal.ts';
import { progressBar, progressLine } from './progress-line.ts';

/** Lines without a terminal go into logs. */
const LINES_APART_MS = 10_000;

/** Shows where a resignation stands, each time that it is read. */
export type TellProgress = (progress: ResignationProgress, changed: boolean) => void;

/** One line drawn again and again where a person looks on; else a line when something has changed, now and then. */
export function tellPeople(terminal: Terminal): TellProgress {
  const { live } = terminal;
  if (live) return (progress) => live.draw(progressBar(progress, live.columns));
  let toldAtMs = -Infinity;
  let isNews = false;
  return (progress, changed) => {
    isNews ||= changed;
    const atMs = Date.parse(progress.asOf);
    if (!isNews || atMs < toldAtMs + LINES_APART_MS) return;
    terminal.note(progressLine(progress));
    toldAtMs = atMs;
    isNews = false;
  };
}

/** A line of JSON for each change. */
export function tellScripts(terminal: Terminal): TellProgress {
  return (progress, changed) => {
    if (changed) terminal.out(JSON.stringify(progress));
  };
}
