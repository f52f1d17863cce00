import { constants } from 'node:os';
import type { Logger } from '../telemetry/logger.ts';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

export interface StopSignals {
  /** Aborted by the first signal. */
  asked: AbortSignal;
  /** Leaves the signals to whoever else listens. */
  close(): void;
}

/** Listens for the signals that ask the process to end. The first asks; a second ends the process at once. */
export function listenForStop(logger: Logger): StopSignals {
  const stop = new AbortController();
  const onSignal = (signal: (typeof SIGNALS)[number]): void => {
    if (stop.signal.aborted) {
      logger.warn({ signal }, 'asked to end again: ending at once; what was under way is taken up by another worker');
      process.exit(128 + constants.signals[signal]);
    }
    logger.info({ signal }, 'asked to end');
    stop.abort();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    asked: stop.signal,
    close: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
