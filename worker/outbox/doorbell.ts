import { setTimeout as pause } from 'node:timers/promises';

/** Wakes somebody who waits before the time is over. */
export class Doorbell {
  #rung = false;
  #wake = new AbortController();

  /** Also heard by whoever waits next. */
  readonly ring = (): void => {
    this.#rung = true;
    this.#wake.abort();
  };

  /** @param patienceMs how long to wait when nobody rings */
  async wait(patienceMs: number): Promise<void> {
    if (!this.#rung) await pause(patienceMs, undefined, { signal: this.#wake.signal }).catch(expectRing);
    this.#rung = false;
    this.#wake = new AbortController();
  }
}

function expectRing(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}
