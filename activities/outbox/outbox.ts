import type { EventType, NumberEvent } from './events.ts';

/** An event that somebody is to deliver now. */
export interface DueEvent {
  eventId: string;
  type: EventType;
  data: object;
  /** Grows with the changes of a row; with gaps. */
  sequence: number;
  /** By the database's clock, ms since epoch. */
  createdAtMs: number;
  /** How long ago that was, ms. */
  ageMs: number;
  /** Which attempt this is, from 1. */
  attempt: number;
}

export interface OutboxCounts {
  pending: number;
  /** How long the oldest pending event has waited, ms; 0 where there is none. */
  oldestMs: number;
  /** Given up. */
  failed: number;
}

/** What became of an attempt that failed: try again so much later, or never. */
export type NextTry = { kind: 'later'; delayMs: number } | { kind: 'never' };

/** The port to the events that a service is to be told. Every method is one short transaction on the database's clock. */
export interface Outbox {
  /** Writes an event that no row of the books stands for. Idempotent by its `once`. */
  addNumberEvent(event: NumberEvent & { once: string }): Promise<void>;
  /**
   * Takes events that are due, the oldest first, for as long as the lease: nobody else gets them meanwhile.
   * @param leaseMs longer than a delivery takes
   */
  takeDue(limit: number, leaseMs: number): Promise<DueEvent[]>;
  /** It has arrived. Right also when the lease was over. */
  markDelivered(eventId: string): Promise<void>;
  /** It has not; without effect when somebody else has taken it since. */
  markTried(event: DueEvent, why: string, next: NextTry): Promise<void>;
  /** Forgets what arrived longer ago than that. @returns how many */
  forgetDelivered(olderThanMs: number): Promise<number>;
  outboxCounts(): Promise<OutboxCounts>;
}
