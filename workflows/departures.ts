import type { DepartureSeen } from './messages.ts';

/** What events have said about our own departure. */
export class Departures {
  readonly #proofs: DepartureSeen[] = [];
  #hints = 0;

  /** Keeps an event that may prove the departure; any other one only hints at it. */
  note(departure: DepartureSeen): void {
    if (!isDeparture(departure)) return;
    if (departure.proves) this.#proofs.push(departure);
    this.#hints++;
  }

  /** How many events spoke of a departure so far. */
  get hints(): number {
    return this.#hints;
  }

  /** An event about our own departure not older than a time (ms); gateways may cut its time to whole seconds. */
  since(sinceMs: number): DepartureSeen | undefined {
    const sinceSecond = Math.floor(sinceMs / 1_000) * 1_000;
    return this.#proofs.find(({ occurredAtMs }) => occurredAtMs >= sinceSecond);
  }
}

/** A person may send the signal from the Temporal UI: what is no such event must not wedge the exit. */
function isDeparture(departure: DepartureSeen | undefined): boolean {
  if (typeof departure?.eventId !== 'string' || typeof departure.occurredAtMs !== 'number') return false;
  return !Number.isNaN(new Date(departure.occurredAtMs).getTime());
}
