import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

export type { Logger } from 'pino';

export interface LoggerOptions {
  /** Least severe level that is written. */
  level: string;
  /** Takes out what must not be in a line; from `redactor`. */
  redact: (line: string) => string;
  /** Where lines go; stdout unless given. Written synchronously, so that the last words before an exit are not lost. */
  destination?: DestinationStream;
}

/** The worker's only way to say something: one JSON object a line. */
export function createLogger({ level, redact, destination }: LoggerOptions): Logger {
  const options = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    // The SDK puts errors under `error`, everybody else under `err`.
    serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    hooks: { streamWrite: redact },
  };
  return pino(options, destination ?? pino.destination({ dest: 1, sync: true }));
}
