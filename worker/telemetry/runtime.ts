import { Runtime } from '@temporalio/worker';
import { freePort } from './free-port.ts';
import type { Logger } from './logger.ts';
import { temporalLogger } from './temporal-logger.ts';

export interface SdkTelemetry {
  /** @returns the SDK's metrics in Prometheus' text form. @throws when its exporter does not answer */
  metrics(): Promise<string>;
  /** The SDK ends its runtime with the last connection, but not after a connection that could not even be tried. */
  close(): Promise<void>;
}

const SCRAPE_TIMEOUT_MS = 5_000;

/**
 * Sends all that the SDK says to our logger, its native part included, and its metrics to a port that only this machine
 * reaches. Must run before any connection or worker is made, and once in a process.
 */
export async function installRuntime(logger: Logger): Promise<SdkTelemetry> {
  const bindAddress = `127.0.0.1:${await freePort()}`;
  const runtime = Runtime.install({
    logger: temporalLogger(logger),
    // Signals are `runWorker`'s: not ready first, then the drain.
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      metrics: {
        prometheus: { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true },
      },
    },
  });
  return { metrics: () => scrape(`http://${bindAddress}/metrics`), close: () => runtime.shutdown() };
}

async function scrape(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(SCRAPE_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`The Temporal SDK's metrics exporter answered ${response.status}.`);
  return response.text();
}
