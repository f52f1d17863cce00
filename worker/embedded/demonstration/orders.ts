import { ResignationOver } from '../../../client/index.ts';
import type { ResignationProgress } from '../../../client/index.ts';
import type { Play } from './stage.ts';

const BY = 'npm start';

/** Pauses and resumes, as the keys or the command line say. */
export class Orders {
  readonly #play: Play;
  /** A pause of the command line: waits for its moment, then for its end. */
  #planned: 'ahead' | 'pausing' | 'over';
  #resumeAtMs: number | undefined;
  #seenBefore = 0;

  constructor(play: Play) {
    this.#play = play;
    this.#planned = play.direction.pause ? 'ahead' : 'over';
  }

  async look(progress: ResignationProgress): Promise<void> {
    for (let key = this.#play.keys.take(); key !== undefined; key = this.#play.keys.take()) {
      if (key === 'q') this.#play.end();
      else await (key === 'p' ? this.#pause('the key p') : this.#resume());
    }
    await this.#asPlanned(progress);
  }

  async #asPlanned({ settled, state }: ResignationProgress): Promise<void> {
    const { direction, screen } = this.#play;
    if (!direction.pause || this.#planned === 'over') return;
    if (this.#planned === 'ahead' && settled >= direction.pause.after) {
      this.#planned = 'pausing';
      screen.say(`${settled} groups are settled: --pause-after pauses the resignation.`);
      await this.#pause('--pause-after');
    }
    if (this.#planned !== 'pausing' || state !== 'paused') return;
    if (this.#resumeAtMs === undefined) {
      this.#resumeAtMs = Date.now() + direction.pause.ms;
      this.#seenBefore = this.#seen();
    }
    if (Date.now() < this.#resumeAtMs) return;
    this.#planned = 'over';
    const seconds = direction.pause.ms / 1_000;
    screen.say(
      `It was paused for ${seconds} s; seen in groups meanwhile: ${this.#seen() - this.#seenBefore}. It goes on.`,
    );
    await this.#resume();
  }

  /** How much people have seen so far: messages, promotions, descriptions, departures. */
  #seen(): number {
    return this.#play.sandbox.journal.entries().filter(({ effect }) => effect !== 'none').length;
  }

  #pause(reason: string): Promise<void> {
    return unlessOver(() => this.#play.run.pause({ reason, pausedBy: BY }));
  }

  #resume(): Promise<void> {
    return unlessOver(() => this.#play.run.resume());
  }
}

async function unlessOver(order: () => Promise<void>): Promise<void> {
  try {
    await order();
  } catch (error) {
    if (!(error instanceof ResignationOver)) throw error;
  }
}
