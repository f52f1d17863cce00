import { setTimeout as pause } from 'node:timers/promises';
import type { ResignationProgress } from '../../../activities/plans/progress.ts';
import { NoWorker, TemporalUnavailable } from '../../errors.ts';
import type { ResignationHandle } from '../../resignation-handle.ts';
import type { TellProgress } from './tell-progress.ts';

/** Each look is a short workflow: seldom while nothing happens. */
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const GROWTH = 1.5;
/** Until a worker, or Temporal, is asked once more. */
const AWAY_PAUSE_MS = 5_000;

export interface WatchOptions {
  tell: TellProgress;
  note: (line: string) => void;
  /** Ends the watch, not the resignation. */
  signal: AbortSignal;
}

/**
 * Follows a resignation until it ends, or nobody but a person can bring it on. While no worker or Temporal is there, it waits:
 * the resignation does the same.
 * @returns `undefined` when it was aborted
 */
export async function watchResignation(
  run: ResignationHandle,
  { tell, note, signal }: WatchOptions,
): Promise<ResignationProgress | undefined> {
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const tellChange = tellingChanges(tell);
  const whenThere = <T>(ask: () => Promise<T>) => patiently(ask, note, until);
  try {
    const end = await Promise.race([
      aborted(until),
      whenThere(() => run.finished()),
      untilPeopleHaveTo(() => whenThere(() => run.progress()), tellChange, until),
    ]);
    if (end) tellChange(end);
    return end;
  } finally {
    over.abort();
  }
}

async function untilPeopleHaveTo(
  look: () => Promise<ResignationProgress>,
  tellChange: (progress: ResignationProgress) => boolean,
  signal: AbortSignal,
): Promise<ResignationProgress | undefined> {
  for (let pauseMs = SHORTEST_PAUSE_MS; ;) {
    const progress = await look();
    if (signal.aborted) return undefined;
    const changed = tellChange(progress);
    pauseMs = changed ? SHORTEST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, pauseMs * GROWTH);
    // Seen twice: the books hear of a decision a moment after the exit has taken it.
    if (!changed && waitsForPeople(progress)) return progress;
    await pause(pauseMs, undefined, { signal });
  }
}

function waitsForPeople({ state, open, running, holds }: ResignationProgress): boolean {
  return state === 'awaiting-approval' || (state === 'running' && open === 0 && running === 0 && holds > 0);
}

/** @returns whether anything is told that was not so before: the time and the rate always are */
function tellingChanges(tell: TellProgress): (progress: ResignationProgress) => boolean {
  let last: string | undefined;
  return (progress) => {
    const { asOf: _now, perHour: _rate, endsAt: _end, ...standing } = progress;
    const now = JSON.stringify(standing);
    const changed = now !== last;
    last = now;
    tell(progress, changed);
    return changed;
  };
}

async function patiently<T>(ask: () => Promise<T>, note: (line: string) => void, signal: AbortSignal): Promise<T> {
  for (let told = false; ; told = true) {
    try {
      return await ask();
    } catch (error) {
      const isAway = error instanceof NoWorker || error instanceof TemporalUnavailable;
      if (!isAway || signal.aborted) throw error;
      if (!told) note(`${error.message} The resignation is kept and waits.`);
    }
    await pause(AWAY_PAUSE_MS, undefined, { signal });
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined));
  });
}
