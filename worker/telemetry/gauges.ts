import { Gauge, Registry } from 'prom-client';
import type { BookCounts } from '../../activities/memberships/memberships.ts';
import type { OutboxCounts } from '../../activities/outbox/outbox.ts';
import type { ExitOutcome } from '../../activities/receipt.ts';
import type { Logger } from './logger.ts';

/** Where the numbers come from: the books, Temporal and files, never one process's memory. */
export interface Truth {
  counts(): Promise<BookCounts>;
  outbox(): Promise<OutboxCounts>;
  /** How many exits wait for a person's decision. */
  holds(): Promise<number>;
  /** Whether the newest version of the instances file has faults, so that an older one is in use. */
  instancesFileIsFaulty(): boolean;
}

interface Reading {
  labels: Record<string, string>;
  value: number;
}

const outcomes: Record<ExitOutcome, true> = {
  left: true,
  'already-out': true,
  held: true,
  abandoned: true,
  cancelled: true,
  failed: true,
};

/**
 * The gauges about exits. All workers over one database tell the same numbers: take the `max` over workers, not the `sum`.
 * No label holds a group or a person.
 */
export function exitGauges(truth: Truth, logger: Logger): Registry {
  const registry = new Registry();
  addGauge(registry, logger, {
    name: 'group_exit_exits',
    help: 'Receipts in the database, by outcome.',
    labels: ['outcome'],
    read: async () => {
      const { receiptsByOutcome } = await truth.counts();
      return Object.keys(outcomes).map((outcome) => ({ labels: { outcome }, value: receiptsByOutcome[outcome] ?? 0 }));
    },
  });
  addGauge(registry, logger, {
    name: 'group_exit_holds',
    help: 'Exits that wait for the decision of a person.',
    labels: [],
    read: async () => [{ labels: {}, value: await truth.holds() }],
  });
  addGauge(registry, logger, {
    name: 'group_exit_unconfirmed_departures',
    help: 'Groups whose row says Leaving: the goodbye is claimed and the departure not proven yet.',
    labels: [],
    read: async () => [{ labels: {}, value: (await truth.counts()).leaving }],
  });
  addGauge(registry, logger, {
    name: 'group_exit_instances_file_faulty',
    help: '1 while the newest version of the instances file has faults and the last good one is in use; else 0.',
    labels: [],
    read: async () => [{ labels: {}, value: truth.instancesFileIsFaulty() ? 1 : 0 }],
  });
  addOutboxGauges(registry, truth, logger);
  return registry;
}

function addOutboxGauges(registry: Registry, truth: Truth, logger: Logger): void {
  const gauge = (name: string, help: string, valueOf: (counts: OutboxCounts) => number): void =>
    addGauge(registry, logger, {
      name,
      help,
      labels: [],
      read: async () => [{ labels: {}, value: valueOf(await truth.outbox()) }],
    });
  gauge('group_exit_events_pending', 'Events that the service has not taken yet.', ({ pending }) => pending);
  gauge('group_exit_events_oldest_seconds', 'How long the oldest of them waits.', ({ oldestMs }) => oldestMs / 1_000);
  gauge('group_exit_events_failed', 'Events that were given up.', ({ failed }) => failed);
}

interface GaugeOptions {
  name: string;
  help: string;
  labels: string[];
  read: () => Promise<Reading[]>;
}

/** A gauge whose source does not answer is left out: an old number would be a lie, and the others are still worth having. */
function addGauge(registry: Registry, logger: Logger, { name, help, labels, read }: GaugeOptions): void {
  const gauge = new Gauge({ name, help, labelNames: labels, registers: [registry], collect });
  async function collect(): Promise<void> {
    try {
      const readings = await read();
      gauge.reset();
      for (const reading of readings) gauge.set(reading.labels, reading.value);
    } catch (err) {
      logger.warn({ err, metric: name }, 'a metric is left out, since its source does not answer');
      gauge.reset();
      if (labels.length === 0) gauge.remove();
    }
  }
}
