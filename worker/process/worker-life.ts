import type { Worker } from '@temporalio/worker';

/** What a Temporal worker goes through in this process, as readiness and shutdown see it. */
export class WorkerLife {
  #worker: Worker | undefined;
  #run: Promise<void> | undefined;
  #ending = false;

  /** Lets the worker take work. @returns what resolves when it has stopped, and rejects when it broke down */
  begin(worker: Worker): { ended: Promise<void> } {
    this.#worker = worker;
    this.#run = worker.run();
    return { ended: this.#run };
  }

  /** Says "not ready" from now on: nobody should send anything new. */
  announceEnd(): void {
    this.#ending = true;
  }

  /** Takes no new work and waits until what is under way has come to its end. How that went is for `ended` to tell. */
  async end(): Promise<void> {
    this.announceEnd();
    if (this.#worker?.getState() === 'RUNNING') this.#worker.shutdown();
    await Promise.allSettled([this.#run]);
  }

  /** @throws saying why, when the worker takes no work */
  check(): void {
    if (this.#ending) throw new Error('it is ending: what is under way is brought to its end');
    const state = this.#worker?.getState();
    if (state === undefined) throw new Error('it is starting');
    if (state !== 'RUNNING') throw new Error(`it takes no work: ${state}`);
  }
}
