import { setTimeout as pause } from 'node:timers/promises';
import { NoWorker } from '../../../client/index.ts';
import type { ResignationProgress } from '../../../client/index.ts';
import { HoldAttendant } from './attend-holds.ts';
import { Disasters } from './disasters.ts';
import { Orders } from './orders.ts';
import { pictureOf } from './picture.ts';
import type { Play } from './stage.ts';

const LOOK_EVERY_MS = 1_000;

/** Watches the resignation to its end, and meddles with it as it was asked to. */
export async function watchRun(play: Play): Promise<ResignationProgress> {
  const { screen, keys, signal } = play;
  const orders = new Orders(play);
  const holds = new HoldAttendant(play);
  const disasters = new Disasters(play);
  for (;;) {
    const progress = await progressOf(play);
    if (progress) {
      screen.show(pictureOf(progress, keys.there));
      if (progress.state === 'finished') return progress;
      await orders.look(progress);
      if (progress.holds > 0 && progress.state === 'running') await holds.look();
      await disasters.look(progress);
    }
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function progressOf({ run }: Play): Promise<ResignationProgress | undefined> {
  try {
    return await run.progress();
  } catch (error) {
    // A worker that has just been started looks at the workflows first; the next look is soon.
    if (error instanceof NoWorker) return undefined;
    throw error;
  }
}
