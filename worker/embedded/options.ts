import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Direction } from './demonstration/stage.ts';

export interface EmbeddedOptions {
  /** Absolute. Everything that is kept lives in it. */
  dataDir: string;
  /** End when the demonstration has ended, also in a terminal. */
  once: boolean;
  /** Forget what earlier runs have left. */
  reset: boolean;
  direction: Direction;
}

export const usage = `Usage: npm start -- [options]

Runs everything on this machine: a Temporal server with its UI, a make-believe WhatsApp, a worker, and a demonstration.

  --kill                     kill the worker (SIGKILL) in the middle, and start another one
  --pause-after <groups>     pause once so many groups are settled, and go on by itself
  --pause-seconds <seconds>  after so long (5)
  --data-dir <directory>     where everything is kept (.group-exit)
  --once                     end when the demonstration has ended, also in a terminal
  --reset                    forget what earlier runs have left, and start from nothing
  --help                     this text

In a terminal, the keys p and r pause and resume it, and q ends it half-way.
`;

const DEFAULT_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 3_600;

/** The command line cannot be used; the message says why and shows the usage. */
export class BadOptions extends Error {
  override readonly name = 'BadOptions';
}

/**
 * @returns `help` when that was asked for
 * @throws {BadOptions} with every fault
 */
export function parseOptions(args: string[]): EmbeddedOptions | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  const { 'data-dir': dataDir, 'pause-after': after, 'pause-seconds': seconds, once, reset, kill } = values;
  const faults = [
    ...(dataDir === '' ? ['--data-dir is empty: name a directory, or leave it out.'] : []),
    ...faultsOfPause(after, seconds),
  ];
  if (faults.length > 0) throw new BadOptions(`${faults.join('\n')}\n\n${usage}`);
  const ms = Number(seconds ?? DEFAULT_PAUSE_SECONDS) * 1_000;
  const pause = after === undefined ? {} : { pause: { after: Number(after), ms } };
  return { dataDir: resolve(dataDir), once, reset, direction: { kill, ...pause } };
}

function faultsOfPause(after: string | undefined, seconds: string | undefined): string[] {
  const faults: string[] = [];
  if (after !== undefined && !/^\d{1,6}$/.test(after)) {
    faults.push(`--pause-after is no number of groups: ${after}. Write one such as 100.`);
  }
  if (seconds !== undefined && !(/^\d+(\.\d+)?$/.test(seconds) && Number(seconds) <= LONGEST_PAUSE_SECONDS)) {
    faults.push(`--pause-seconds is no number of seconds up to ${LONGEST_PAUSE_SECONDS}: ${seconds}.`);
  }
  if (seconds !== undefined && after === undefined) {
    faults.push('--pause-seconds says how long, but not when: add --pause-after, or leave it out.');
  }
  return faults;
}

function parsed(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        'data-dir': { type: 'string', default: '.group-exit' },
        'pause-after': { type: 'string' },
        'pause-seconds': { type: 'string' },
        kill: { type: 'boolean', default: false },
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
