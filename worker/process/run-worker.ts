import { once } from 'node:events';
import { GracefulShutdownPeriodExpiredError } from '@temporalio/worker';
import { BadConfig } from '../config.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { Logger } from '../telemetry/logger.ts';
import { redactor } from '../telemetry/redact.ts';
import { readConfiguration, secretsOf } from './configuration.ts';
import type { Configuration, Environment } from './configuration.ts';
import { KnownSecrets } from './known-secrets.ts';
import { startWorker } from './start-worker.ts';
import type { StartOptions } from './start-worker.ts';
import { listenForStop } from './stop-signals.ts';

const ENDED = 0;
const BROKEN = 1;
const BAD_CONFIG = 2;

/**
 * Runs a worker until SIGTERM or SIGINT; a second signal ends the process at once. Says everything on stdout as JSON, but
 * faults of the configuration on stderr as text.
 * @returns the exit code for the process: 0 asked to end, 1 could not start or broke down, 2 the configuration has faults
 */
export async function runWorker(environment: Environment = process.env): Promise<number> {
  const configuration = configurationOrComplaint(environment);
  return configuration === undefined ? BAD_CONFIG : runConfigured(configuration);
}

/**
 * The same, by a configuration that was read already.
 * @returns the exit code for the process: 0 asked to end, 1 could not start or broke down
 */
export async function runConfigured(configuration: Configuration): Promise<number> {
  const secrets = new KnownSecrets();
  secrets.follow(() => secretsOf(configuration));
  const logger = createLogger({ level: configuration.worker.logLevel, redact: redactor(() => secrets) });
  const stop = listenForStop(logger);
  try {
    await workUntilAsked(configuration, { logger, secrets, signal: stop.asked });
    return ENDED;
  } catch (error) {
    complain(logger, error);
    return BROKEN;
  } finally {
    stop.close();
  }
}

function configurationOrComplaint(environment: Environment): Configuration | undefined {
  try {
    return readConfiguration(environment);
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

async function workUntilAsked(configuration: Configuration, options: StartOptions): Promise<void> {
  const { logger, signal } = options;
  const worker = await startWorker(configuration, options).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  if (!worker) return logger.info('asked to end before it had started: ended');
  try {
    const asked = signal.aborted ? Promise.resolve() : once(signal, 'abort');
    await Promise.race([asked, worker.ended]);
  } finally {
    await worker.stop();
  }
  await worker.ended;
  logger.info('ended: nothing is under way here any more');
}

/** What was foreseen has a message that says all; of a fault of ours the stack is worth more. */
function complain(logger: Logger, error: unknown): void {
  const isFault = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  const detail = isFault ? { err: error } : {};
  if (error instanceof GracefulShutdownPeriodExpiredError) {
    const advice = 'it is taken up by another worker; a longer GROUP_EXIT_SHUTDOWN_GRACE_SECONDS gives it more time';
    logger.fatal(`What was under way did not come to its end in time and was cut off: ${advice}.`);
  } else logger.fatal(detail, error instanceof Error ? error.message : String(error));
}
