import { Writable } from 'node:stream';
import { createLogger } from '../../worker/telemetry/logger.ts';
import type { Logger } from '../../worker/telemetry/logger.ts';
import { redactor } from '../../worker/telemetry/redact.ts';

/** A real logger whose lines a test can read. */
export function heardLogger({ level = 'info', secrets = [] as string[] } = {}): { logger: Logger; lines: string[] } {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk, _, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  return { logger: createLogger({ level, redact: redactor(() => secrets), destination }), lines };
}
