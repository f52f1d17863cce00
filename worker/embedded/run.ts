import { once } from 'node:events';
import { OpenParts } from '../process/open-parts.ts';
import { playRound } from './demonstration/play-round.ts';
import { keepRound, nextRound } from './demonstration/rounds.ts';
import type { Screen } from './demonstration/screen.ts';
import { closing, leaving, opening, staying, welcome } from './demonstration/words.ts';
import { homeIn, makeHome, resetHome } from './home.ts';
import type { Home } from './home.ts';
import { openHouse } from './house.ts';
import type { House } from './house.ts';

export interface RunOptions {
  /** Absolute. Everything that is kept lives in it. */
  dataDir: string;
  /** Forget what earlier runs have left. */
  reset: boolean;
  /** Keep everything running after the demonstration, until `signal`. */
  stay: boolean;
  screen: Screen;
  environment: Readonly<Record<string, string | undefined>>;
  /** Asks to end. */
  signal: AbortSignal;
}

/**
 * Starts everything, plays a round, and closes everything again.
 * @returns whether the round came to its end; where it did not, the next run goes on with it
 */
export async function runEmbedded(options: RunOptions): Promise<boolean> {
  const { screen, environment, signal } = options;
  const home = homeIn(options.dataDir);
  if (options.reset) await resetHome(home);
  await makeHome(home);
  const parts = new OpenParts();
  try {
    const house = await openHouse({ home, environment, signal, say: (line) => screen.say(line) }, parts);
    await Promise.race([demonstrate(house, home, options), house.worker.broken]);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    await parts.close();
  }
}

async function demonstrate(house: House, home: Home, { screen, stay, signal }: RunOptions): Promise<void> {
  const { round, resumed } = await nextRound(home.roundFile);
  await keepRound(home.roundFile, { round, finished: false });
  screen.say(...welcome(house, home), ...opening(round, resumed));
  const receipts = await playRound(round, { ...house, screen, signal });
  await keepRound(home.roundFile, { round, finished: true });
  screen.freeze();
  screen.say(...closing(receipts, house.uiUrl));
  if (!stay) return screen.say(...leaving);
  screen.say(...staying);
  if (!signal.aborted) await once(signal, 'abort');
}
