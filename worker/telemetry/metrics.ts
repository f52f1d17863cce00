import type { Registry } from 'prom-client';
import type { Logger } from './logger.ts';
import type { SdkTelemetry } from './runtime.ts';

/**
 * All of the worker's metrics as one page: ours, then the SDK's.
 * @returns the page without the SDK's part when its exporter does not answer; the log then says why
 */
export async function metricsPage(
  gauges: Registry,
  sdk: Pick<SdkTelemetry, 'metrics'>,
  logger: Logger,
): Promise<string> {
  const [ours, theirs] = await Promise.all([gauges.metrics(), sdkMetrics(sdk, logger)]);
  return `${ours.trimEnd()}\n\n${theirs}`;
}

async function sdkMetrics(sdk: Pick<SdkTelemetry, 'metrics'>, logger: Logger): Promise<string> {
  try {
    return await sdk.metrics();
  } catch (err) {
    logger.warn({ err }, "the metrics lack the Temporal SDK's part, since its exporter does not answer");
    return '';
  }
}
