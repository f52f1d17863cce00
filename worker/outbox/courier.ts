import { Agent } from 'undici';
import type { DueEvent, Outbox } from '../../activities/outbox/outbox.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Doorbell } from './doorbell.ts';
import { nextTry } from './next-try.ts';
import { postEvent, type EventsTarget } from './post-event.ts';

export interface CourierOptions {
  outbox: Outbox;
  target: EventsTarget;
  /** Rung when events were written here; others' are found by looking. */
  doorbell: Doorbell;
  logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** How long the service may take to answer, ms. */
  deadlineMs?: number;
  /** For how long events are taken, ms: longer than the deadline, and whoever dies delays them by as much. */
  leaseMs?: number;
}

const DEADLINE_MS = 15_000;
const LEASE_MS = 60_000;
const LOOK_AGAIN_MS = 1_000;
/** While the database is away. */
const PAUSE_MS = 5_000;
const AT_ONCE = 8;
const FORGET_AFTER_MS = 7 * 24 * 60 * 60 * 1_000;
const FORGET_EVERY_MS = 60 * 60 * 1_000;

/**
 * Brings events from the outbox to the service, at least once each: one is marked only when the service took it, so whoever dies in
 * between leaves it to be brought again, under the same id. Several workers share the work.
 */
export class Courier {
  readonly #options: CourierOptions;
  readonly #pool = new Agent({ connections: AT_ONCE, connect: { timeout: DEADLINE_MS } });
  readonly #run: Promise<void>;
  #stopping = false;
  #forgetAtMs = 0;
  #silent = false;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#run = this.#live();
  }

  /** Takes no more events, and waits until those under way have arrived or failed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#options.doorbell.ring();
    await this.#run;
  }

  async #live(): Promise<void> {
    try {
      await this.#work();
    } finally {
      await this.#pool.close();
    }
  }

  async #work(): Promise<void> {
    const { doorbell, logger } = this.#options;
    while (!this.#stopping) {
      try {
        if ((await this.#deliverDue()) === AT_ONCE) continue;
        await this.#forget();
        if (!this.#stopping) await doorbell.wait(LOOK_AGAIN_MS);
      } catch (err) {
        logger.error({ err }, 'the outbox could not be read or written; events wait and are brought later');
        if (!this.#stopping) await doorbell.wait(PAUSE_MS);
      }
    }
  }

  async #deliverDue(): Promise<number> {
    const { outbox, leaseMs = LEASE_MS } = this.#options;
    const due = await outbox.takeDue(AT_ONCE, leaseMs);
    const results = await Promise.allSettled(due.map((event) => this.#deliver(event)));
    const broken = results.find((result) => result.status === 'rejected');
    if (broken) throw broken.reason;
    return due.length;
  }

  async #deliver(event: DueEvent): Promise<void> {
    const { outbox, target, deadlineMs = DEADLINE_MS } = this.#options;
    const why = await postEvent(event, target, { pool: this.#pool, deadlineMs });
    this.#tell(event, why);
    if (why === undefined) return outbox.markDelivered(event.eventId);
    const next = nextTry(event.attempt, event.ageMs, Math.random);
    await outbox.markTried(event, why, next);
    if (next.kind === 'later') return;
    const { eventId, type, attempt } = event;
    this.#options.logger.error(
      { eventId, type, attempt, why },
      'an event was given up: the service has not taken it for days',
    );
  }

  /** Once when it begins to fail, and once when it works again: a service that is away concerns every event. */
  #tell({ eventId, type }: DueEvent, why: string | undefined): void {
    if (this.#silent === (why !== undefined)) return;
    this.#silent = why !== undefined;
    const { logger } = this.#options;
    if (why === undefined) logger.info('the service takes events again');
    else logger.warn({ eventId, type, why }, 'the service does not take events; they are kept and offered again');
  }

  async #forget(): Promise<void> {
    if (performance.now() < this.#forgetAtMs) return;
    await this.#options.outbox.forgetDelivered(FORGET_AFTER_MS);
    this.#forgetAtMs = performance.now() + FORGET_EVERY_MS;
  }
}
