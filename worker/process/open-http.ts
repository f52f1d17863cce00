import type { Client } from '@temporalio/client';
import type { GatewayKind } from '../../activities/instances/instances.ts';
import { createWebhookHandler } from '../../client/webhooks.ts';
import type { WebhookInstance } from '../../client/webhooks.ts';
import { httpApp } from '../http/app.ts';
import { readiness } from '../http/readiness.ts';
import type { Check } from '../http/readiness.ts';
import { countRefusedWebhooks } from '../http/refused-webhooks.ts';
import { startHttpServer } from '../http/server.ts';
import type { HttpOptions, HttpServer } from '../http/server.ts';
import { logWebhook } from '../http/webhook-log.ts';
import { cached } from '../telemetry/cached.ts';
import { exitGauges } from '../telemetry/gauges.ts';
import type { Logger } from '../telemetry/logger.ts';
import { metricsPage } from '../telemetry/metrics.ts';
import type { SdkTelemetry } from '../telemetry/runtime.ts';
import { countHolds, pingTemporal } from './ask-temporal.ts';
import type { OpenParts } from './open-parts.ts';
import type { WorkerPorts } from './open-ports.ts';
import type { WorkerLife } from './worker-life.ts';

export interface HttpParts {
  client: Client;
  ports: WorkerPorts;
  life: WorkerLife;
  sdk: SdkTelemetry;
  logger: Logger;
}

const CHECK_TIMEOUT_MS = 4_000;
/** However often and by however many it is asked: counting holds is a query over all exits. */
const KEEP_HOLDS_MS = 10_000;
const KEEP_COUNTS_MS = 1_000;
/** A webhook is answered in milliseconds; whoever is slower than this asks again elsewhere. */
const CLOSE_GRACE_MS = 2_000;

/** Makes the worker reachable: webhooks, health, readiness, metrics. */
export async function openHttp(options: HttpOptions, parts: HttpParts, opened: OpenParts): Promise<HttpServer> {
  const { client, ports, sdk, logger } = parts;
  const gauges = exitGauges(
    {
      counts: cached(() => ports.memberships.counts(), KEEP_COUNTS_MS),
      outbox: cached(() => ports.outbox.outboxCounts(), KEEP_COUNTS_MS),
      holds: cached(() => countHolds(client), KEEP_HOLDS_MS),
      instancesFileIsFaulty: () => ports.instances.fault() !== undefined,
    },
    logger,
  );
  const countRefused = countRefusedWebhooks(gauges);
  const app = httpApp(
    {
      webhook: createWebhookHandler({
        client,
        instances: (...endpoint) => endpointIn(ports, ...endpoint),
        log: (outcome) => {
          logWebhook(logger, outcome);
          countRefused(outcome);
        },
      }),
      readiness: () => readiness(checks(parts), CHECK_TIMEOUT_MS),
      metrics: () => metricsPage(gauges, sdk, logger),
    },
    logger,
  );
  return opened.open(
    () => startHttpServer(app.fetch, options),
    (server) => server.close(CLOSE_GRACE_MS),
  );
}

function checks({ client, ports: { memberships, instances }, life }: HttpParts): Check[] {
  return [
    { name: 'worker', check: () => life.check() },
    { name: 'temporal', check: () => pingTemporal(client) },
    { name: 'database', check: () => memberships.ping() },
    // The last version without faults is in use. Were this a reason, one slip in a file would stop all workers at once.
    { name: 'instances', advisory: true, check: () => complainOf(instances.fault()) },
  ];
}

function complainOf(fault: string | undefined): void {
  if (fault !== undefined) throw new Error(fault);
}

function endpointIn({ instances }: WorkerPorts, kind: GatewayKind, id: string): WebhookInstance | undefined {
  return instances.all().find(({ gatewayKind, instanceId }) => gatewayKind === kind && instanceId === id)?.webhooks;
}
