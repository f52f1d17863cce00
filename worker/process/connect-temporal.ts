import { setTimeout as pause } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { NativeConnectionOptions } from '@temporalio/worker';
import type { Logger } from '../telemetry/logger.ts';
import { CannotStart } from './cannot-start.ts';

export interface ConnectOptions {
  logger: Logger;
  /** How long to try on while nobody answers, ms: in a new deployment everything starts at once. */
  patienceMs: number;
  /** Ends the tries. */
  signal: AbortSignal;
}

const DEFAULT_ADDRESS = 'localhost:7233';
const PAUSE_MS = 1_000;
const ANSWER_TIMEOUT_MS = 10_000;
const NOT_FOUND = 5;

/**
 * Connects to Temporal, trying for a while, and makes sure that the namespace is there.
 * @throws {CannotStart} naming the address, or the namespace, and what to do
 */
export async function connectTemporal(
  options: NativeConnectionOptions,
  namespace: string,
  patience: ConnectOptions,
): Promise<NativeConnection> {
  const address = options.address ?? DEFAULT_ADDRESS;
  const connection = await connect({ ...options, address }, patience);
  try {
    await connection.withDeadline(Date.now() + ANSWER_TIMEOUT_MS, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return connection;
  } catch (error) {
    await connection.close();
    throw unusableNamespace(address, namespace, error);
  }
}

async function connect(
  options: NativeConnectionOptions & { address: string },
  { logger, patienceMs, signal }: ConnectOptions,
): Promise<NativeConnection> {
  const giveUpAt = performance.now() + patienceMs;
  for (let tries = 1; ; tries++) {
    try {
      return await NativeConnection.connect(options);
    } catch (error) {
      // A `TypeError` is a mistake in the settings, which waiting does not mend.
      if (error instanceof TypeError || performance.now() >= giveUpAt) throw cannotConnect(options.address, error);
      const { address } = options;
      if (tries === 1) logger.warn({ address, why: whyOf(error) }, 'Temporal does not answer yet; trying on');
    }
    await pause(PAUSE_MS, undefined, { signal });
  }
}

function cannotConnect(address: string, cause: unknown): CannotStart {
  return new CannotStart(
    `Temporal cannot be reached at ${address}: ${whyOf(cause)}. Check that it runs there and that TEMPORAL_ADDRESS names it ` +
      '(with TEMPORAL_TLS and TEMPORAL_API_KEY where it needs them), then start the worker again.',
    { cause },
  );
}

function unusableNamespace(address: string, namespace: string, cause: unknown): CannotStart {
  const missing = isGrpcServiceError(cause) && Number(cause.code) === NOT_FOUND;
  const what = missing
    ? `has no namespace ${namespace}. Set TEMPORAL_NAMESPACE to one that exists, or create it ` +
      `(\`temporal operator namespace create --namespace ${namespace} --retention 90d\`)`
    : `does not show the namespace ${namespace}: ${whyOf(cause)}. Check TEMPORAL_API_KEY or the client certificate, and ` +
      'TEMPORAL_NAMESPACE';
  return new CannotStart(`Temporal at ${address} ${what}, then start the worker again.`, { cause });
}

/** The words for people in what the SDK's native part says. */
function whyOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /message: "([^"]+)"/.exec(text)?.[1] ?? /error: "([^"]+)"/.exec(text)?.[1] ?? text;
}
