import { setTimeout as pause } from 'node:timers/promises';
import type { ResignationProgress } from '../../../client/index.ts';
import type { Play } from './stage.ts';

/** For so long nobody listens at the gateways' port. */
const GATEWAYS_AWAY_MS = 3_000;
/** How long nobody is at work: a supervisor takes a moment, too. */
const WORKER_AWAY_MS = 3_000;

/** What goes wrong for everybody at once, each once: the worker is killed where that was asked for, the gateways are away. */
export class Disasters {
  readonly #play: Play;
  #killIsAhead: boolean;
  #outageIsAhead = true;

  constructor(play: Play) {
    this.#play = play;
    this.#killIsAhead = play.direction.kill;
  }

  async look(progress: ResignationProgress): Promise<void> {
    const { state, running, settled, groups } = progress;
    if (state !== 'running' || running === 0) return;
    if (this.#killIsAhead && settled * 3 >= groups) {
      this.#killIsAhead = false;
      await this.#killWorker(progress);
    } else if (this.#outageIsAhead && settled * 2 >= groups) {
      this.#outageIsAhead = false;
      this.#shutGateways();
    }
  }

  async #killWorker({ running, settled }: ResignationProgress): Promise<void> {
    const { worker, screen, signal } = this.#play;
    await worker.kill();
    screen.say(
      `The worker was killed (SIGKILL): ${settled} groups are settled, ${running} exits were under way. Nobody works.`,
    );
    await pause(WORKER_AWAY_MS, undefined, { signal });
    await worker.start();
    screen.say('Another worker has started and goes on.');
  }

  #shutGateways(): void {
    const { sandbox, screen } = this.#play;
    sandbox.faults.add({ name: 'refuse-connection', delayMs: GATEWAYS_AWAY_MS });
    screen.say(`Both gateways are away for ${GATEWAYS_AWAY_MS / 1_000} s: nobody listens on their port.`);
  }
}
