import type { ResignationHandle } from '../../../client/index.ts';
import type { House } from '../house.ts';
import type { Keys } from './keys.ts';
import type { Screen } from './screen.ts';

/** What a person asked for on the command line. */
export interface Direction {
  /** Kill the worker in the middle. */
  kill: boolean;
  /** Pause once so many groups are settled, for so long. */
  pause?: { after: number; ms: number };
}

/** What a round is played on. */
export interface Stage extends Pick<House, 'exits' | 'sandbox' | 'worker' | 'uiUrl'> {
  screen: Screen;
  keys: Keys;
  direction: Direction;
  /** Ends the play half-way. */
  end(): void;
  /** Says that it is to end; the exits go on when the same round is played again. */
  signal: AbortSignal;
}

/** The resignation that is played, and who watches. */
export interface Play extends Stage {
  run: ResignationHandle;
}
