import { setTimeout as pause } from 'node:timers/promises';
import type { Receipt } from '../../activities/receipt.ts';
import type { ExitProgress, Hold } from '../../workflows/messages.ts';
import { NoWorker, TemporalUnavailable } from '../errors.ts';
import type { ExitHandle } from '../exit-handle.ts';
import { stepLine } from './step-lines.ts';

const PAUSE_MS = 500;

export type WatchedEnd = { receipt: Receipt } | { hold: Hold; progress: ExitProgress };

/**
 * Follows an exit to its end, or to the hold that waits for a person; tells each step as it is done.
 * While no worker or Temporal is there, it waits: the exit does the same.
 */
export async function watch(exit: ExitHandle, note: (line: string) => void): Promise<WatchedEnd> {
  const told = new Set<string>();
  const tell = (line: string): void => {
    if (!told.has(line)) note(line);
    told.add(line);
  };
  const ended = exit.receipt().then((receipt) => ({ receipt }));
  // Once a hold has ended the watch, nobody waits for this one.
  ended.catch(() => {});
  for (;;) {
    const end = await Promise.race([ended, pause(PAUSE_MS)]);
    if (end) {
      end.receipt.steps.map(stepLine).forEach(tell);
      return end;
    }
    const progress = await progressOr(exit, tell);
    progress?.steps.map(stepLine).forEach(tell);
    if (progress?.waitingFor !== undefined) tell(`waiting: ${progress.waitingFor}`);
    if (progress?.hold) return { hold: progress.hold, progress };
  }
}

async function progressOr(exit: ExitHandle, tell: (line: string) => void): Promise<ExitProgress | undefined> {
  try {
    return await exit.progress();
  } catch (error) {
    if (!(error instanceof NoWorker || error instanceof TemporalUnavailable)) throw error;
    tell(`${error.message} The exit is kept and waits.`);
    return undefined;
  }
}
