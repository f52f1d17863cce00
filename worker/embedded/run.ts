import { once } from 'node:events';
import { OpenParts } from '../process/open-parts.ts';
import { audit } from './demonstration/audit.ts';
import { groupsOf } from './demonstration/groups.ts';
import type { PlayedGroup } from './demonstration/groups.ts';
import type { Keys } from './demonstration/keys.ts';
import { playRound, resignationIdOf } from './demonstration/play-round.ts';
import type { Ending } from './demonstration/play-round.ts';
import { keepRound, nextRound } from './demonstration/rounds.ts';
import type { Screen } from './demonstration/screen.ts';
import type { Direction } from './demonstration/stage.ts';
import { summary, verdict } from './demonstration/summary.ts';
import { whatWentWrong } from './demonstration/went-wrong.ts';
import { closing, leaving, opening, staying, welcome } from './demonstration/words.ts';
import { homeIn, makeHome, resetHome } from './home.ts';
import type { Home } from './home.ts';
import { openHouse } from './house.ts';
import type { House } from './house.ts';
import type { Sandbox } from './sandbox/start-sandbox.ts';

export interface RunOptions {
  /** Absolute. Everything that is kept lives in it. */
  dataDir: string;
  /** Forget what earlier runs have left. */
  reset: boolean;
  /** Keep everything running after the demonstration, until `signal`. */
  stay: boolean;
  /** How many groups are left, shared out among six numbers. */
  groups: number;
  direction: Direction;
  screen: Screen;
  /** Taken from the terminal while a round is played. */
  listen: () => Keys;
  environment: Readonly<Record<string, string | undefined>>;
  /** Ends the demonstration half-way. */
  end: () => void;
  /** Asks to end. */
  signal: AbortSignal;
}

/** `interrupted`: the next run goes on with the same round. `wrong`: what was reported is not what happened. */
export type RunEnd = 'done' | 'wrong' | 'interrupted';

/** Starts everything, plays a round, and closes everything again. */
export async function runEmbedded(options: RunOptions): Promise<RunEnd> {
  const { screen, environment, signal } = options;
  const home = homeIn(options.dataDir);
  if (options.reset) await resetHome(home);
  await makeHome(home);
  const parts = new OpenParts();
  try {
    const house = await openHouse({ home, environment, signal, say: (line) => screen.say(line) }, parts);
    return await Promise.race([demonstrate(house, home, options), house.worker.broken]);
  } catch (error) {
    if (signal.aborted) return 'interrupted';
    throw error;
  } finally {
    await parts.close();
  }
}

async function demonstrate(house: House, home: Home, options: RunOptions): Promise<RunEnd> {
  const { screen, stay, signal } = options;
  const { round, resumed } = await nextRound(home.roundFile);
  await keepRound(home.roundFile, { round, finished: false });
  const groups = groupsOf(round, options.groups);
  screen.say(...welcome(house, home), ...opening(round, resumed, groups.length));
  const ending = await play(round, groups, house, options);
  await keepRound(home.roundFile, { round, finished: true });
  screen.freeze();
  const isRight = tell(ending, groups, house.sandbox, screen);
  screen.say(...closing(resignationIdOf(round), house.uiUrl));
  screen.say(...(stay ? staying : leaving));
  if (stay && !signal.aborted) await once(signal, 'abort');
  return isRight ? 'done' : 'wrong';
}

async function play(round: number, groups: PlayedGroup[], house: House, options: RunOptions): Promise<Ending> {
  const keys = options.listen();
  try {
    return await playRound(round, groups, { ...house, ...options, keys });
  } finally {
    keys.close();
  }
}

/** @returns whether what was reported is what happened */
function tell(ending: Ending, groups: PlayedGroup[], sandbox: Sandbox, screen: Screen): boolean {
  const ids = new Set(groups.map(({ groupId }) => groupId));
  const journal = sandbox.journal.entries().filter(({ groupId = '' }) => ids.has(groupId));
  const { world } = sandbox;
  const witness = { journal, group: (id: string) => world.group(id), number: (id: string) => world.number(id) };
  const found = audit(ending.report, witness);
  const cameAgain = journal.filter(({ kind, status }) => kind === 'webhook' && status === 'unreachable').length;
  screen.say(...summary(ending, whatWentWrong(groups, ending.report, journal)), ...verdict(found, cameAgain));
  return found.wrong.length === 0;
}
