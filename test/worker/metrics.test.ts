import { expect, it } from 'vitest';
import { cached } from '../../worker/telemetry/cached.ts';
import { exitGauges } from '../../worker/telemetry/gauges.ts';
import type { Truth } from '../../worker/telemetry/gauges.ts';
import { metricsPage } from '../../worker/telemetry/metrics.ts';
import { heardLogger } from './heard-logger.ts';

const truth: Truth = {
  counts: async () => ({ receiptsByOutcome: { left: 3, held: 1 }, leaving: 2 }),
  outbox: async () => ({ pending: 5, oldestMs: 61_500, failed: 6 }),
  holds: async () => 4,
  instancesFileIsFaulty: () => false,
};
const sdk = { metrics: async () => '# TYPE temporal_num_pollers gauge\ntemporal_num_pollers 1\n' };
const { logger, lines } = heardLogger();

function page(of: Partial<Truth> = {}, from = sdk): Promise<string> {
  return metricsPage(exitGauges({ ...truth, ...of }, logger), from, logger);
}

it('leaves out what it cannot know, keeps the rest and tells the log', async () => {
  const text = await page({ holds: () => Promise.reject(new Error('Temporal is away')) });

  expect(text).not.toMatch(/^group_exit_holds /m);
  expect(text).toContain('group_exit_exits{outcome="left"} 3');
  expect(lines.join('')).toContain('Temporal is away');
});

it('tells how the service takes events', async () => {
  const text = await page();

  expect(text).toContain('group_exit_events_pending 5');
  expect(text).toContain('group_exit_events_oldest_seconds 61.5');
  expect(text).toContain('group_exit_events_failed 6');
});

it("still has our numbers when the SDK's exporter is away", async () => {
  const text = await page({}, { metrics: () => Promise.reject(new Error('refused')) });

  expect(text).toContain('group_exit_holds 4');
});

it('forgets a number once its source is away', async () => {
  let away = false;
  const gauges = exitGauges(
    { ...truth, counts: () => (away ? Promise.reject(new Error('locked')) : truth.counts()) },
    logger,
  );
  expect(await metricsPage(gauges, sdk, logger)).toContain('group_exit_unconfirmed_departures 2');
  away = true;

  expect(await metricsPage(gauges, sdk, logger)).not.toMatch(/^group_exit_(exits|unconfirmed_departures)[ {]/m);
});

it("has exits by every outcome, holds, unconfirmed departures and the SDK's metrics", async () => {
  const text = await page();

  expect(text).toContain('group_exit_exits{outcome="left"} 3');
  expect(text).toContain('group_exit_exits{outcome="held"} 1');
  expect(text).toContain('group_exit_exits{outcome="cancelled"} 0');
  expect(text).toContain('group_exit_holds 4');
  expect(text).toContain('group_exit_unconfirmed_departures 2');
  expect(text).toContain('group_exit_instances_file_faulty 0');
  expect(text).toContain('temporal_num_pollers 1');
});

it('asks a source once in a while, and again at once after a failure', async () => {
  let now = 0;
  let asked = 0;
  const ask = cached(
    async () => {
      if (++asked === 1) throw new Error('away');
      return asked;
    },
    5_000,
    () => now,
  );
  await expect(ask()).rejects.toThrow('away');

  expect(await Promise.all([ask(), ask()])).toEqual([2, 2]);
  now = 4_999;
  expect(await ask()).toBe(2);
  now = 5_000;
  expect(await ask()).toBe(3);
});
