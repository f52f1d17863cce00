import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface EmbeddedOptions {
  /** Absolute. Everything that is kept lives in it. */
  dataDir: string;
  /** End when the demonstration has ended, also in a terminal. */
  once: boolean;
  /** Forget what earlier runs have left. */
  reset: boolean;
}

export const usage = `Usage: npm start -- [options]

Runs everything on this machine: a Temporal server with its UI, a make-believe WhatsApp, a worker, and a demonstration.

  --data-dir <directory>  where everything is kept (.group-exit)
  --once                  end when the demonstration has ended, also in a terminal
  --reset                 forget what earlier runs have left, and start from nothing
  --help                  this text
`;

/** The command line cannot be used; the message says why and shows the usage. */
export class BadOptions extends Error {
  override readonly name = 'BadOptions';
}

/**
 * @returns `help` when that was asked for
 * @throws {BadOptions}
 */
export function parseOptions(args: string[]): EmbeddedOptions | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  if (values['data-dir'] === '')
    throw new BadOptions(`--data-dir is empty: name a directory, or leave it out.\n\n${usage}`);
  return { dataDir: resolve(values['data-dir']), once: values.once, reset: values.reset };
}

function parsed(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        'data-dir': { type: 'string', default: '.group-exit' },
        once: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (cause) {
    throw new BadOptions(`${cause instanceof Error ? cause.message : String(cause)}\n\n${usage}`, { cause });
  }
}
